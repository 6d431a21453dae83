import { describe, expect, test } from '@jest/globals';
import type { Evidence, LedgerEntry, QueuedJob } from '../src/evidence/evidence.ts';
import { judge } from '../src/judge/judge.ts';
import type { BreachKind } from '../src/judge/verdict.ts';
import type { PostedDelivery } from '../src/load/posted-delivery.ts';
import type { TakenMail } from '../src/mail/mail-log.ts';
import type { AppExit } from '../src/system/supervised-app.ts';

const orderNo = 'FLTAB00000000100000001';
const ticketSetId = 'a'.repeat(64);
const messageId = `<${ticketSetId.slice(0, 40)}@example.com>`;

const delivery: PostedDelivery = {
  orderNo,
  set: 0,
  isTicketed: true,
  postedAt: 0,
  answer: { kind: 'acknowledged', deliveryId: 'one', afterMs: 5 },
};
const job: QueuedJob = {
  ...{ deliveryId: 'one', orderNo, state: 'completed', failedReason: undefined },
  attemptsMade: 1,
};
const mail: TakenMail = { orderNo, reference: 'SET000', messageId, takenAt: 1, isAnswered: true };
const inSilence: TakenMail = { ...mail, isAnswered: false };
const dead: QueuedJob = { ...job, state: 'failed', failedReason: 'mailbox_refused: no such' };
const stopped: AppExit = {
  ...{ name: 'worker-1', asked: 'stop', code: 0, signal: null },
  lastLines: [],
};

interface Told {
  deliveries?: PostedDelivery[];
  mails?: TakenMail[];
  jobs?: QueuedJob[];
  /** Of the one confirmation; `none`: the ledger knows nothing of the order. */
  state?: string;
  events?: string[];
  /** Further entries, of other ticket sets. */
  others?: Pick<LedgerEntry, 'event' | 'ticketSetId'>[];
  exits?: AppExit[];
  journalEntries?: number | undefined;
  unsettled?: string;
}

/** The evidence of one order that was posted, mailed and recorded; `told` says what differs. */
function evidenceWith(told: Told): Evidence {
  const { deliveries = [delivery], mails = [mail], jobs = [job], state = 'sent' } = told;
  const { events = ['received', 'submitting', state], exits = [stopped], unsettled } = told;
  const timeline = events.map((event): LedgerEntry => ({
    event,
    at: '',
    deliveryId: 'one',
    ticketSetId,
  }));
  const order = { confirmations: [{ ticketSetId, state }], timeline };
  return {
    ...{ deliveries, mails, exits, unsettled },
    jobs: new Map(jobs.map((each) => [each.deliveryId, each])),
    ledger: new Map(state === 'none' ? [] : [[orderNo, order]]),
    journalEntries: 'journalEntries' in told ? told.journalEntries : 0,
  };
}

const unanswered = { ...delivery, answer: { kind: 'unanswered', code: 'ECONNRESET' } } as const;
const refused = { ...delivery, answer: { kind: 'refused', status: 503, afterMs: 5 } } as const;
const uncertain = ['received', 'submitting', 'uncertain', 'submitting', 'sent'];

describe('the judge finds nothing', () => {
  test.each<[string, Told]>([
    ['when the one mail of an order came', {}],
    ['when a mailbox was refused for good', { mails: [], jobs: [dead], state: 'dead' }],
    [
      'when a delivery was never acknowledged and never worked on',
      { deliveries: [unanswered, refused], mails: [], jobs: [], state: 'none' },
    ],
    [
      'when an unanswered delivery was stored and mailed all the same',
      { deliveries: [unanswered] },
    ],
    ['in a second copy that uncertainty explains', { mails: [inSilence, mail], events: uncertain }],
    [
      'when an uncertain mail is held',
      { mails: [inSilence], jobs: [dead], state: 'uncertain', events: ['submitting', 'uncertain'] },
    ],
    [
      'when the last attempt was taken in silence and is a dead letter',
      { mails: [inSilence], jobs: [dead], state: 'dead' },
    ],
    [
      'when the dead letter is of a delivery whose answer never came',
      {
        deliveries: [delivery, unanswered],
        mails: [],
        jobs: [job, { ...dead, deliveryId: 'two' }],
        state: 'dead',
      },
    ],
    [
      'in a process that was killed',
      { exits: [{ ...stopped, asked: 'kill', code: null, signal: 'SIGKILL' }] },
    ],
  ])('%s', (_name, told) => {
    expect(judge(evidenceWith(told)).breaches).toEqual([]);
  });
});

describe('the judge finds', () => {
  test.each<[string, Told, BreachKind[]]>([
    [
      'an acknowledged order without mail and dead letter',
      { mails: [], state: 'deferred', events: ['received'] },
      ['lost', 'disagreement'],
    ],
    [
      'an acknowledged delivery that nobody has heard of',
      { mails: [], jobs: [], state: 'none' },
      ['lost', 'missing'],
    ],
    [
      'an acknowledged delivery whose job is in no list of the queue',
      { mails: [], jobs: [{ ...job, state: 'nowhere' }], state: 'none' },
      ['lost', 'missing'],
    ],
    [
      'the mail of another ticket set, which is not the one owed',
      { mails: [{ ...mail, reference: 'SET001' }] },
      ['lost', 'unposted'],
    ],
    ['a second copy that nothing explains', { mails: [mail, mail] }, ['sent_twice']],
    [
      'a second copy that the uncertainty of another ticket set does not explain',
      { mails: [mail, mail], events: ['sent'], others: [{ event: 'uncertain', ticketSetId: 'b' }] },
      ['sent_twice'],
    ],
    [
      'a second copy under another Message-ID',
      { mails: [mail, { ...mail, messageId: '<b@example.com>' }], events: uncertain },
      ['sent_twice', 'disagreement'],
    ],
    [
      'a mail that the ledger says was sent and that never came',
      { mails: [], jobs: [dead] },
      ['disagreement'],
    ],
    [
      'a mail that was taken, which the ledger calls dead',
      { jobs: [dead], state: 'dead' },
      ['disagreement'],
    ],
    ['a mail that the ledger does not know', { state: 'none' }, ['disagreement']],
    [
      'a confirmation that is still under way when all was over',
      { state: 'submitting', mails: [inSilence] },
      ['disagreement'],
    ],
    [
      'a mail for an order that nobody posted',
      { mails: [mail, { ...mail, orderNo: 'FLTAB00000000100000002' }] },
      ['unposted'],
    ],
    [
      'a dead letter without a reason',
      { mails: [], jobs: [{ ...dead, failedReason: ' ' }], state: 'dead' },
      ['no_reason'],
    ],
    ['a process that does not stop with 0', { exits: [{ ...stopped, code: 1 }] }, ['bad_exit']],
    ['a process that had to be killed', { exits: [{ ...stopped, code: null }] }, ['bad_exit']],
    ['a process that ended by itself', { exits: [{ ...stopped, asked: 'nothing' }] }, ['crash']],
    ['what did not come to an end', { unsettled: '1 job open' }, ['unsettled']],
    ['what is left in a journal', { journalEntries: 1 }, ['unsettled']],
    ['a journal that does not tell', { journalEntries: undefined }, ['unsettled']],
  ])('%s', (_name, told, kinds) => {
    const found = new Set(judge(evidenceWith(told)).breaches.map(({ kind }) => kind));
    expect([...found].toSorted()).toEqual(kinds.toSorted());
  });

  test('any second copy where uncertain mails are held', () => {
    const evidence = evidenceWith({ mails: [inSilence, mail], events: uncertain });
    const { breaches, counts } = judge(evidence, { neverTwice: true });
    expect(breaches).toMatchObject([{ kind: 'sent_twice', orderNo }]);
    expect(counts).toMatchObject({ sentTwice: 1, uncertain: 1, copies: 0 });
  });
});

test('the judge counts what the table shows', () => {
  const evidence = evidenceWith({
    deliveries: [delivery, unanswered, refused],
    mails: [inSilence, inSilence, mail],
    events: uncertain,
  });
  expect(judge(evidence).counts).toEqual({
    ...{ posted: 3, acknowledged: 1, refused: 1, mails: 3, deadLetters: 0 },
    ...{ lost: 0, sentTwice: 0, uncertain: 1, copies: 2 },
  });
});
