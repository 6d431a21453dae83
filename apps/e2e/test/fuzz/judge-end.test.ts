import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { judgeEnd } from '../../src/fuzz/judge/judge-end.ts';

describe('the end', () => {
  const orderNo = 'FLTAA00000000000000001';
  const decoy = 'DECOY00000000000000000';
  const mailOf = (order: string, recipient: string) => ({
    ...{ orderNos: [order], recipients: [recipient], reference: 'SET000' },
    ...{ messageId: '<a@example.com>', takenAt: 5, isAnswered: true },
  });
  const evidence: Evidence = {
    deliveries: [
      {
        ...{ orderNo, set: 0, isTicketed: true, postedAt: 1 },
        answer: { kind: 'acknowledged', deliveryId: 'd1', afterMs: 3 },
      },
    ],
    bookings: [
      {
        ...{ orderNo, mailbox: 'a@example.com', postedAt: 0 },
        answer: { kind: 'acknowledged', status: 201, at: 0 },
      },
    ],
    supplier: {
      ticketedAt: new Map([[`${orderNo}/0`, 2]]),
      neverTicketed: new Set(),
    },
    mailboxes: { sandbox: 'sandbox@example.com', fallback: undefined },
    mails: [mailOf(orderNo, 'a@example.com')],
    ledger: new Map([
      [
        orderNo,
        {
          confirmations: [{ ticketSetId: 'a', state: 'sent' }],
          timeline: [{ event: 'sent', at: '', deliveryId: 'd1' }],
        },
      ],
    ]),
    jobs: new Map(),
    journalEntries: 0,
    exits: [],
    unsettled: 'many jobs of garbage are open',
  };
  const [delivery] = evidence.deliveries;
  const kindsOf = (change: Partial<Evidence>) =>
    judgeEnd({ ...evidence, ...change }, new Set([decoy])).breaches.map(({ kind }) => kind);

  test('of honest orders that were mailed once is good, whatever became of garbage and decoys', () => {
    expect(kindsOf({})).toEqual([]);
    const mails = [...evidence.mails, mailOf(decoy, 'anybody@fuzz.test')];
    expect(kindsOf({ mails })).toEqual([]);
  });

  test.each<[string, Partial<Evidence>, string]>([
    ['a lost mail', { mails: [] }, 'lost'],
    [
      'a mail of garbage',
      { mails: [...evidence.mails, mailOf('FUZZQ00000000000000009', 'x@fuzz.test')] },
      'unposted',
    ],
    ['a mail to somebody else', { mails: [mailOf(orderNo, 'x@fuzz.test')] }, 'wrong_mailbox'],
    [
      'an honest request that was refused',
      {
        deliveries: [
          ...(delivery === undefined ? [] : [delivery]),
          {
            ...{ orderNo, set: 0, isTicketed: true, postedAt: 1 },
            answer: { kind: 'refused', status: 429, afterMs: 1 },
          },
        ],
      },
      'not_served',
    ],
    [
      'a process that ended by itself',
      { exits: [{ name: 'ingest-1', asked: 'nothing', code: 1, signal: null, lastLines: [] }] },
      'crash',
    ],
    [
      'an honest job that is still open',
      {
        jobs: new Map([
          [
            'd1',
            {
              ...{ deliveryId: 'd1', orderNo, state: 'delayed' as const },
              ...{ failedReason: undefined, attemptsMade: 1 },
            },
          ],
        ]),
      },
      'unsettled',
    ],
  ])('with %s is not', (_what, change, kind) => {
    expect(kindsOf(change)).toContain(kind);
  });
});
