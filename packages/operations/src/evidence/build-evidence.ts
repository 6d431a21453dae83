import type { AnswerRecord, Evidence, EvidenceGap, Receipt } from '@ticketpost/evidence';
import type { OrderRecord } from '@ticketpost/ledger';
import type { FoundDelivery } from './find-delivery.ts';
import type { ReceiptOpening } from './open-evidence-receipt.ts';

/** So many of the mail server's answers are told, the newest. */
const maxAnswers = 50;

/**
 * The document out of what was found of one delivery, its order's answers masked; at least one of `found`
 * and `answer` was found.
 */
export function buildEvidence(parts: {
  deliveryId: string;
  found: FoundDelivery | undefined;
  opening: ReceiptOpening;
  answer: AnswerRecord | undefined;
  now: number;
}): Evidence {
  const { deliveryId, found, opening, answer, now } = parts;
  const receipt = opening.kind === 'receipt' ? opening.receipt : undefined;
  const receivedAt = receipt === undefined ? found?.receivedAt : format(receipt.receivedAt);
  const { type, orderNo, reason, problems, queuedAt, order } = found ?? {};
  return {
    v: 1,
    deliveryId,
    madeAt: format(now),
    standing: found?.standing ?? 'answer_only',
    ...(type === undefined ? {} : { type }),
    ...(orderNo === undefined ? {} : { orderNo }),
    ...(reason === undefined ? {} : { reason }),
    ...(problems === undefined || problems.length === 0
      ? {}
      : { problems: problems.map(({ pointer, message }) => ({ pointer, message })) }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(queuedAt === undefined ? {} : { queuedAt }),
    ...(receipt === undefined ? {} : { request: describeRequest(receipt) }),
    ...(answer === undefined ? {} : describeAnswer(answer)),
    gaps: findGaps(parts),
    ...('missingKey' in opening ? { missingKey: opening.missingKey } : {}),
    ...(order?.missingKeys === undefined ? {} : { missingMailKeys: order.missingKeys }),
    confirmations: describeConfirmations(order),
    mailServerAnswers: describeMailServerAnswers(order),
  };
}

function describeRequest(receipt: Receipt): NonNullable<Evidence['request']> {
  const { receivedAt, bodyMs, address, peer, httpVersion, bytes, sha256 } = receipt;
  return {
    arrivedAt: format(receivedAt - bodyMs),
    receivedAt: format(receivedAt),
    address,
    ...(peer === undefined ? {} : { peer }),
    httpVersion,
    bytes,
    sha256: sha256.toString('hex'),
    headers: receipt.headers.map(({ name, value, isCut }) => {
      if (value === undefined) return { name, note: 'withheld' };
      return { name, value, ...(isCut === true ? { note: 'cut' as const } : {}) };
    }),
    omittedHeaders: receipt.omittedHeaders,
  };
}

function describeAnswer(record: AnswerRecord): Pick<Evidence, 'answer' | 'stored'> {
  const { arrivedAt, stored, status, afterMs, isBroken } = record;
  const after = (ms: number) => ({ at: format(arrivedAt + ms), afterMs: ms });
  return {
    answer: { kind: isBroken ? 'connection_broken' : 'sent', status, ...after(afterMs) },
    stored: stored === undefined ? { in: 'nowhere' } : { in: stored.in, ...after(stored.afterMs) },
  };
}

function findGaps({
  found,
  opening,
  answer,
}: Pick<Parameters<typeof buildEvidence>[0], 'found' | 'opening' | 'answer'>): EvidenceGap[] {
  const gaps: EvidenceGap[] = [];
  if (found === undefined) gaps.push('delivery_gone');
  else if (opening.kind === 'gap') gaps.push(opening.gap);
  if (found?.order?.missingKeys !== undefined) gaps.push('mails_key_missing');
  if (answer === undefined) gaps.push('answer_missing');
  return gaps;
}

function describeConfirmations(order: OrderRecord | undefined): Evidence['confirmations'] {
  return (order?.confirmations ?? []).map(({ state, sentAt, messageId, lastAnswer }) => ({
    state,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(lastAnswer === undefined ? {} : { answer: lastAnswer }),
  }));
}

/** What the mail server said of attempts; the answer to a mail that was sent stands with it. */
function describeMailServerAnswers(order: OrderRecord | undefined): Evidence['mailServerAnswers'] {
  const answers = (order?.timeline ?? []).flatMap(({ at, event, reason, sealed }) =>
    sealed?.answer === undefined || event === 'sent'
      ? []
      : [
          {
            at,
            event,
            ...(reason === undefined ? {} : { reason }),
            answer: sealed.answer,
          },
        ],
  );
  return answers.slice(-maxAnswers);
}

function format(ms: number): string {
  return new Date(ms).toISOString();
}
