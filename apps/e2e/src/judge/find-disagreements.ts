import type { Evidence } from '../evidence/evidence.ts';
import type { TakenMail } from '../mail/mail-log.ts';
import { localPartOf } from './case-file.ts';
import type { Breach } from './verdict.ts';

/** Nothing is under way in these. */
const finalStates = new Set(['sent', 'dead', 'uncertain', 'no_recipient']);

/**
 * Compares the ledger with the mail server's own list: `sent` means at least one mail that was
 * taken, and a mail that was taken means `sent`, except where its 250 never arrived.
 */
export function findDisagreements({ ledger, mails }: Evidence): Breach[] {
  const breaches: Breach[] = [];
  const taken = groupByLocalPart(mails);
  const recorded = new Set<string>();

  for (const [orderNo, { confirmations, timeline }] of ledger) {
    for (const { ticketSetId, state } of confirmations) {
      const localPart = ticketSetId.slice(0, 40);
      recorded.add(localPart);
      const tell = (what: string): void => {
        breaches.push({ kind: 'disagreement', orderNo, what: `${localPart}: ${what}` });
      };
      const own = taken.get(localPart) ?? [];
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
  for (const [localPart, [mail]] of taken) {
    if (recorded.has(localPart)) continue;
    const about = mail?.orderNo === undefined ? {} : { orderNo: mail.orderNo };
    breaches.push({ kind: 'disagreement', ...about, what: `${localPart}: not in the ledger` });
  }
  return breaches;
}

function groupByLocalPart(mails: readonly TakenMail[]): Map<string, TakenMail[]> {
  const groups = new Map<string, TakenMail[]>();
  for (const mail of mails) {
    const localPart = localPartOf(mail.messageId);
    groups.set(localPart, [...(groups.get(localPart) ?? []), mail]);
  }
  return groups;
}
