import { describe, expect, test } from '@jest/globals';
import type { Confirmation, OrderRecord, RecordedEntry } from '@ticketpost/ledger';
import { describeStanding } from '@ticketpost/operations';
import { judgeOrder } from '../../src/orders/judge-order.ts';

const at = '2026-11-24T08:01:00.000Z';
const ticketSetId = 'f'.repeat(64);
const newer = 'e'.repeat(64);

const confirmation = (state: Confirmation['state'], more: Partial<Confirmation> = {}) => ({
  ticketSetId,
  state,
  attempts: 1,
  ...more,
});
const entry = (event: RecordedEntry['event'], more: Partial<RecordedEntry> = {}) => ({
  event,
  at,
  ticketSetId,
  ...more,
});
const sent = confirmation('sent', {
  sentAt: at,
  recipient: 'mia@example.com',
  lastAnswer: '250 2.0.0 Ok: queued for mia@example.com',
});
const say = (record: Partial<OrderRecord>) =>
  describeStanding(judgeOrder({ orderNo: 'A', confirmations: [], timeline: [], ...record }));

describe('where an order stands', () => {
  test.each<[string, Partial<OrderRecord>, string]>([
    [
      'sent',
      { confirmations: [sent] },
      'Sent on 24 Nov 2026, 08:01 UTC, to m•••@example.com, accepted by the mail server as “250 2.0.0 Ok: queued for m•••@example.com”.',
    ],
    [
      'sent, with details that cannot be opened',
      {
        confirmations: [confirmation('sent', { isSentUnreadable: true })],
        timeline: [entry('sent', { isUnreadable: true })],
      },
      'Sent on 24 Nov 2026, 08:01 UTC.',
    ],
    [
      'sent, and sent again to another mailbox',
      {
        confirmations: [
          sent,
          confirmation('sent', {
            ticketSetId: `${ticketSetId}~1`,
            resendOf: ticketSetId,
            sentAt: '2026-11-25T09:00:00.000Z',
            recipient: 'jo@example.test',
          }),
        ],
      },
      'Sent on 25 Nov 2026, 09:00 UTC, to j•••@example.test.',
    ],
    [
      'sent, and a resend died',
      {
        confirmations: [
          sent,
          confirmation('dead', { ticketSetId: `${ticketSetId}~1`, resendOf: ticketSetId }),
        ],
      },
      'Sent on 24 Nov 2026, 08:01 UTC, to m•••@example.com, accepted by the mail server as “250 2.0.0 Ok: queued for m•••@example.com”.',
    ],
    [
      'sent before, and newer tickets wait',
      { confirmations: [sent, confirmation('no_recipient', { ticketSetId: newer })] },
      "Waiting: nobody has told us the traveller's address.",
    ],
    [
      'sent as the supplier said, not as the event did',
      { confirmations: [confirmation('superseded', { ticketSetId: newer }), sent] },
      'Sent on 24 Nov 2026, 08:01 UTC, to m•••@example.com, accepted by the mail server as “250 2.0.0 Ok: queued for m•••@example.com”.',
    ],
    [
      'at work',
      { confirmations: [confirmation('submitting')] },
      'Being sent: a worker is at it just now.',
    ],
    [
      'refused',
      {
        confirmations: [confirmation('dead')],
        timeline: [
          entry('dead', {
            reason: 'mailbox_refused',
            sealed: { answer: '550 5.1.1 <mia@example.com>: unknown\r\nuser' },
          }),
        ],
      },
      'Not sent, and not tried again. The mail server says that this mailbox does not exist or takes no mail. It said “550 5.1.1 <m•••@example.com>: unknown user”.',
    ],
    [
      'tried again',
      {
        confirmations: [confirmation('deferred')],
        timeline: [entry('deferred', { reason: 'mail_server_busy' })],
      },
      'Not sent so far, and tried again by itself. The mail server asks to come back later.',
    ],
    [
      'tried again for a reason that nobody explained',
      {
        confirmations: [confirmation('deferred')],
        timeline: [entry('deferred', { reason: 'brand_new' })],
      },
      'Not sent so far, and tried again by itself. Reason: brand_new.',
    ],
    [
      'not confirmed',
      {
        confirmations: [confirmation('unconfirmed')],
        timeline: [entry('not_confirmed', { reason: 'not_yet' })],
      },
      'Waiting for the supplier to confirm the tickets. The supplier says that tickets are still missing.',
    ],
    [
      'waiting for its trip',
      {
        confirmations: [confirmation('grouped')],
        timeline: [entry('grouped', { refersTo: 'B, C' })],
      },
      'Waiting for the other orders of its trip B, C, to go out with them.',
    ],
    [
      'cancelled',
      { confirmations: [confirmation('cancelled')] },
      'Nothing is owed: the supplier says that no ticket is to be expected.',
    ],
    [
      'uncertain',
      { confirmations: [confirmation('uncertain')] },
      'Perhaps sent: the mail server took the whole message, and the line broke before it answered. A person has to decide whether another copy goes out.',
    ],
    [
      'incomplete',
      { timeline: [entry('received'), entry('incomplete', { missing: ['ticketNos'] })] },
      'Not sent: the event was incomplete (missing ticketNos). It goes out when a later event, or the supplier, completes it.',
    ],
    [
      'dead before it was a confirmation',
      { timeline: [entry('dead', { reason: 'damaged_envelope' })] },
      'Not sent, and not tried again. The sealed part of the job was altered.',
    ],
    [
      'only booked',
      { timeline: [entry('booked')], booking: { version: '1', storedAt: at } },
      'Nothing to send so far: the agency told us of the booking, and no ticket was reported.',
    ],
    [
      'about something else',
      { timeline: [entry('received', { type: 'order.cancelled' })] },
      'Nothing is owed: what came about this order asks for no mail.',
    ],
    [
      'erased',
      { isErased: true, timeline: [entry('erased')] },
      'Erased on 24 Nov 2026, 08:01 UTC: what we knew of the traveller is gone, and nothing is mailed any more.',
    ],
  ])('%s', (_what, record, sentence) => {
    expect(say(record)).toBe(sentence);
  });

  test('is told in bounded length, however long the mail server talks', () => {
    const answer = '550 '.padEnd(5000, 'x');
    expect(say({ confirmations: [{ ...sent, lastAnswer: answer }] }).length).toBeLessThan(300);
  });
});
