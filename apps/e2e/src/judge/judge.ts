import type { Evidence } from '../evidence/evidence.ts';
import { createCaseFile } from './case-file.ts';
import { findDisagreements } from './find-disagreements.ts';
import { findProcessBreaches } from './find-process-breaches.ts';
import { findWrongMails } from './find-wrong-mails.ts';
import { createReplacements } from './replacements.ts';
import type { Breach, Verdict } from './verdict.ts';

export interface Rules {
  /** `UNCERTAIN_SEND=hold`: not even uncertainty excuses a second copy. */
  neverTwice?: boolean;
}

/** Holds the evidence against the promise. Pure: the same evidence gives the same verdict. */
export function judge(evidence: Evidence, { neverTwice = false }: Rules = {}): Verdict {
  const file = createCaseFile(evidence);
  const breaches: Breach[] = [];
  let copies = 0;
  let uncertain = 0;
  const isReplaced = createReplacements(file, evidence);

  for (const each of file.owed) {
    const { orderNo, set, isAcknowledged, mails, deadLetters, isUncertain, mayHaveCopies } = each;
    if (isUncertain) uncertain += 1;
    if (isAcknowledged && mails.length === 0 && deadLetters.length === 0 && !isReplaced(each)) {
      const { confirmations = [] } = evidence.ledger.get(orderNo) ?? {};
      const isKept = confirmations.some(({ state }) => state === 'no_recipient');
      if (each.owed === 'mail') {
        breaches.push({ kind: 'lost', orderNo, what: `ticket set ${set} has no mail` });
      }
      if (each.owed === 'wait' && !isKept) {
        breaches.push({ kind: 'lost', orderNo, what: `ticket set ${set} waits for no booking` });
      }
    }
    if (mails.length < 2) continue;
    const isExcused = mayHaveCopies && !neverTwice;
    if (isExcused) copies += mails.length - 1;
    else
      breaches.push({ kind: 'sent_twice', orderNo, what: `${mails.length} mails of set ${set}` });
    if (new Set(mails.map(({ messageId }) => messageId)).size > 1) {
      breaches.push({ kind: 'sent_twice', orderNo, what: 'copies under different Message-IDs' });
    }
  }
  for (const { deliveryId, orderNo } of file.missingDeliveries) {
    breaches.push({ kind: 'missing', orderNo, what: `delivery ${deliveryId}` });
  }
  for (const mail of file.unpostedMails) {
    const [orderNo] = mail.orderNos;
    const about = orderNo === undefined ? {} : { orderNo };
    breaches.push({
      kind: 'unposted',
      ...about,
      what: `${mail.messageId} ${mail.reference ?? ''}`,
    });
  }
  for (const { deliveryId, orderNo, failedReason } of file.deadLetters) {
    if ((failedReason ?? '').trim() !== '') continue;
    const about = orderNo === undefined ? {} : { orderNo };
    breaches.push({ kind: 'no_reason', ...about, what: `dead letter ${deliveryId}` });
  }
  breaches.push(
    ...findWrongMails(evidence),
    ...findDisagreements(evidence),
    ...findProcessBreaches(evidence),
  );

  const lostOrders = new Set(
    breaches.flatMap(({ kind, orderNo }) => (kind === 'lost' || kind === 'missing' ? orderNo : [])),
  );
  const count = (kind: Breach['kind']): number =>
    breaches.filter((breach) => breach.kind === kind).length;
  return {
    breaches,
    counts: {
      posted: evidence.deliveries.length,
      acknowledged: file.acknowledged,
      refused: evidence.deliveries.filter(({ answer }) => answer.kind === 'refused').length,
      bookings: new Set(
        evidence.bookings.flatMap(({ orderNo, answer }) =>
          answer.kind === 'acknowledged' ? orderNo : [],
        ),
      ).size,
      mails: evidence.mails.length,
      deadLetters: file.deadLetters.length,
      lost: lostOrders.size,
      sentTwice: count('sent_twice'),
      wrongMailbox: count('wrong_mailbox'),
      unconfirmed: count('unconfirmed'),
      uncertain,
      copies,
    },
  };
}
