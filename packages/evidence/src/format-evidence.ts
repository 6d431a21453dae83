import type { Evidence, EvidenceGap } from './evidence.ts';

const gapSentences: Readonly<Record<EvidenceGap, (evidence: Evidence) => string>> = {
  receipt_missing: () => 'What the request came with (address, headers, hash) is not on record.',
  receipt_key_missing: ({ missingKey }) =>
    `What the request came with is sealed with ${nameKeys([missingKey ?? []].flat())}.`,
  receipt_damaged: () =>
    'What the request came with was altered since it was sealed, and is not shown.',
  mails_key_missing: ({ missingMailKeys = [] }) =>
    `What became of the mails is sealed with ${nameKeys(missingMailKeys)}.`,
  answer_missing: () =>
    'The answer is not on record: the process was ended, or its store was away, before the answer was written down. Deliveries are stored before they are answered, so this says nothing about the delivery itself.',
  delivery_gone: () =>
    'The delivery itself is not kept any more, or was never stored; only its answer is on record.',
};

const standings: Readonly<Record<Evidence['standing'], string>> = {
  queued: 'in the job queue',
  quarantined: 'kept in quarantine, since its body could not be read',
  on_timeline: "on the order's timeline",
  answer_only: 'not kept any more',
};

/** The evidence as plain text for a mail to the supplier. All times are in UTC. */
export function formatEvidence(evidence: Evidence): string {
  const sections = [
    formatDelivery(evidence),
    formatRequest(evidence),
    formatAnswer(evidence),
    formatMails(evidence),
    formatGaps(evidence),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function formatDelivery(evidence: Evidence): string[] {
  const { deliveryId, orderNo, type, standing, reason, problems = [], madeAt } = evidence;
  return [
    `Evidence of the webhook delivery ${deliveryId}`,
    '',
    ...row('Order', orderNo),
    ...row('Event', type),
    ...row('Found', standings[standing]),
    ...row('Reason', reason),
    ...problems.flatMap(({ pointer, message }) =>
      row('Problem', `${pointer === '' ? '(whole body)' : pointer} ${message}`),
    ),
    ...row('Received', evidence.request === undefined ? evidence.receivedAt : undefined),
    ...row('This document made', madeAt),
  ];
}

function formatRequest({ request }: Evidence): string[] {
  if (request === undefined) return [];
  const { headers, omittedHeaders } = request;
  return [
    'Request',
    ...row('Head arrived', request.arrivedAt),
    ...row('Body complete', request.receivedAt),
    ...row('From', request.address),
    ...row('Through', request.peer),
    ...row('Body', `${request.bytes} bytes`),
    ...row('SHA-256', request.sha256),
    `  Headers, HTTP/${request.httpVersion}:`,
    ...headers.map(({ name, value, note }) => `    ${name}: ${shown(value, note)}`),
    ...(omittedHeaders > 0 ? [`    (${omittedHeaders} more lines were not kept)`] : []),
  ];
}

function shown(value: string | undefined, note: string | undefined): string {
  if (note === 'withheld') return '(withheld)';
  return note === 'cut' ? `${value ?? ''}… (cut)` : (value ?? '');
}

const places = { redis: 'Redis', journal: 'the journal', nowhere: '' } as const;

function formatAnswer({ answer, stored, queuedAt }: Evidence): string[] {
  const lines: string[] = [];
  if (stored?.in === 'nowhere') lines.push(...row('Stored', 'nowhere'));
  else if (stored !== undefined) {
    const { at = '', afterMs = 0 } = stored;
    lines.push(...row('On disk', `${at} in ${places[stored.in]}, after ${afterMs} ms`));
  }
  lines.push(...row('Entry of the queue', queuedAt));
  if (answer?.kind === 'sent') {
    lines.push(
      ...row('Answered', `${answer.at} HTTP ${answer.status}, after ${answer.afterMs} ms`),
    );
  } else if (answer !== undefined) {
    lines.push(
      ...row(
        'Answered',
        `not: the caller closed the connection before HTTP ${answer.status} was handed over, after ${answer.afterMs} ms (${answer.at})`,
      ),
    );
  }
  return lines.length === 0 ? [] : ['Answer', ...lines];
}

function formatMails({ confirmations, mailServerAnswers }: Evidence): string[] {
  const lines = [
    ...confirmations.flatMap(({ state, sentAt, messageId, answer }) => [
      ...row('Confirmation', sentAt === undefined ? state : `${state} ${sentAt}`),
      ...row('  Message-ID', messageId),
      ...row('  Mail server', answer),
    ]),
    ...mailServerAnswers.flatMap(({ at, event, reason, answer }) =>
      row(`${at} ${event}`, reason === undefined ? answer : `${reason}: ${answer}`),
    ),
  ];
  return lines.length === 0 ? [] : ['Mail to the traveller', ...lines];
}

function formatGaps(evidence: Evidence): string[] {
  const { gaps } = evidence;
  if (gaps.length === 0) return [];
  return ['Not on record', ...gaps.map((gap) => `  ${gapSentences[gap](evidence)}`)];
}

function nameKeys(keyIds: readonly string[]): string {
  if (keyIds.length === 0) return 'a key that is not at hand (PAYLOAD_KEYS)';
  const names = keyIds.map((keyId) => `"${keyId}"`).join(', ');
  return keyIds.length === 1
    ? `the key ${names}, which is not at hand (PAYLOAD_KEYS)`
    : `the keys ${names}, which are not at hand (PAYLOAD_KEYS)`;
}

/** What comes from outside stays on its line. */
function row(label: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  return [`  ${label}: ${value.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`];
}
