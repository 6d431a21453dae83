import type { Evidence } from '../evidence/evidence.ts';
import { keyOf, setOf } from '../load/owed-confirmation.ts';
import { createAddressBook } from './address-book.ts';
import type { Breach } from './verdict.ts';

/** Mails to somebody who has nothing to do with the order, and mails of what nobody had confirmed. */
export function findWrongMails(evidence: Evidence): Breach[] {
  const { mails, supplier } = evidence;
  const addresses = createAddressBook(evidence);
  const breaches: Breach[] = [];
  for (const { orderNos, reference, recipients, takenAt, messageId } of mails) {
    const strangers = recipients.filter(
      (mailbox) => !orderNos.every((orderNo) => addresses.mayBeWrittenTo(orderNo, mailbox)),
    );
    if (strangers.length > 0 || recipients.length !== 1) {
      const [orderNo] = orderNos;
      breaches.push({
        kind: 'wrong_mailbox',
        ...(orderNo === undefined ? {} : { orderNo }),
        what: `${messageId} went to ${recipients.join(', ')}`,
      });
    }
    if (supplier === undefined) continue;
    for (const orderNo of orderNos) {
      const set = setOf(reference ?? '');
      const saidAt = supplier.ticketedAt.get(keyOf({ orderNo, set })) ?? Infinity;
      if (saidAt <= takenAt) continue;
      breaches.push({ kind: 'unconfirmed', orderNo, what: `set ${set} was mailed unconfirmed` });
    }
  }
  return breaches;
}
