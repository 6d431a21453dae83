import type { Evidence, LedgerEntry } from '../evidence/evidence.ts';
import type { TakenMail } from '../mail/mail-log.ts';
import { localPartOf } from './case-file.ts';
import type { Breach } from './verdict.ts';

/** Nothing is under way in these. */
const finalStates = new Set([
  'sent',
  'dead',
  'uncertain',
  'no_recipient',
  'superseded',
  'cancelled',
]);

/**
 * Compares the ledger with the mail server's own list: `sent` means at least one mail that was
 * taken, and a mail that was taken means `sent`, except where its 250 never arrived.
 */
export function findDisagreements({ ledger, mails }: Evidence): Breach[] {
  const breaches: Breach[] = [];
  const taken = groupByOrder(mails);
  const recorded = new Set<string>();

  for (const [orderNo, { confirmations, timeline }] of ledger) {
    for (const { ticketSetId, state } of confirmations) {
      const localPart = ticketSetId.slice(0, 40);
      const known = findLocalParts(ticketSetId, timeline);
      for (const each of known) recorded.add(`${orderNo} ${each}`);
      const tell = (what: string): void => {
        breaches.push({ kind: 'disagreement', orderNo, what: `${localPart}: ${what}` });
      };
      const own = [...known].flatMap((each) => taken.get(`${orderNo} ${each}`) ?? []);
      if (!finalStates.has(state)) tell(`still ${state} when all was over`);
      if (state === 'sent' && own.length === 0) tell('sent, says the ledger; no mail came');
      if (state === 'sent' || own.length === 0) continue;
      const isUncertain =
        state === 'uncertain' ||
        timeline.some(({ event, reason }) => event === 'uncertain' || reason === 'uncertain');
      if (own.some(({ isAnswered }) => isAnswered) && !isUncertain) {
        tell(`${state}, says the ledger; the mail server took it and said so`);
      }
    }
  }
  for (const { orderNos, messageId } of mails) {
    for (const orderNo of orderNos) {
      const localPart = localPartOf(messageId);
      if (recorded.has(`${orderNo} ${localPart}`)) continue;
      breaches.push({ kind: 'disagreement', orderNo, what: `${localPart}: not in the ledger` });
    }
  }
  return breaches;
}

/**
 * Of the Message-IDs under which a ticket set may be mailed: its own, and those that the timeline
 * names, since a trip's mail bears that of one of its orders.
 */
function findLocalParts(ticketSetId: string, timeline: readonly LedgerEntry[]): Set<string> {
  return new Set([
    ticketSetId.slice(0, 40),
    ...timeline.flatMap((entry) =>
      entry.ticketSetId === ticketSetId && entry.messageId !== undefined
        ? localPartOf(entry.messageId)
        : [],
    ),
  ]);
}

/** By an order that they name and the local part of their Message-ID. */
function groupByOrder(mails: readonly TakenMail[]): Map<string, TakenMail[]> {
  const groups = new Map<string, TakenMail[]>();
  for (const mail of mails) {
    for (const orderNo of mail.orderNos) {
      const key = `${orderNo} ${localPartOf(mail.messageId)}`;
      groups.set(key, [...(groups.get(key) ?? []), mail]);
    }
  }
  return groups;
}
