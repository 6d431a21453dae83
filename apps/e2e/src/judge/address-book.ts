import type { Evidence } from '../evidence/evidence.ts';

/** Who may be written to about an order, by what the agency said and the suite's settings. */
export interface AddressBook {
  /** Somebody is known to write to: an acknowledged booking, or a mailbox of the settings. */
  isTravellerKnown(orderNo: string): boolean;
  mayBeWrittenTo(orderNo: string, mailbox: string): boolean;
}

export function createAddressBook(evidence: Evidence): AddressBook {
  const { bookings, deliveries, mailboxes } = evidence;
  const acknowledgedAt = new Map<string, number>();
  const named = new Map<string, Set<string>>();
  for (const { orderNo, mailbox, trip = [orderNo], answer } of bookings) {
    // One that was not acknowledged may be stored. A trip's mail goes to one traveller.
    for (const member of trip) {
      named.set(member, (named.get(member) ?? new Set()).add(mailbox));
    }
    if (answer.kind !== 'acknowledged') continue;
    acknowledgedAt.set(orderNo, Math.min(answer.at, acknowledgedAt.get(orderNo) ?? Infinity));
  }
  const firstPostedAt = new Map<string, number>();
  for (const { orderNo, postedAt } of deliveries) {
    firstPostedAt.set(orderNo, Math.min(postedAt, firstPostedAt.get(orderNo) ?? Infinity));
  }

  const isSandbox = (orderNo: string): boolean => orderNo.startsWith('TEST');
  /** The traveller was known when the first event came: nobody else is to be written to. */
  const isKnownBefore = (orderNo: string): boolean =>
    (acknowledgedAt.get(orderNo) ?? Infinity) < (firstPostedAt.get(orderNo) ?? 0);

  return {
    isTravellerKnown: (orderNo) =>
      isSandbox(orderNo) || mailboxes.fallback !== undefined || acknowledgedAt.has(orderNo),
    mayBeWrittenTo(orderNo, mailbox) {
      if (isSandbox(orderNo)) return mailbox === mailboxes.sandbox;
      if (named.get(orderNo)?.has(mailbox) === true) return true;
      return mailbox === mailboxes.fallback && !isKnownBefore(orderNo);
    },
  };
}
