import { describe, expect, test } from '@jest/globals';
import type { Evidence, LedgerEntry, QueuedJob } from '../src/evidence/evidence.ts';
import { judge } from '../src/judge/judge.ts';
import type { BreachKind } from '../src/judge/verdict.ts';
import type { PostedBooking } from '../src/load/posted-booking.ts';
import type { PostedDelivery } from '../src/load/posted-delivery.ts';
import type { TakenMail } from '../src/mail/mail-log.ts';
import type { AppExit } from '../src/system/supervised-app.ts';
import type { SupplierRecord } from '../src/system/supplier-under-test.ts';

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
const desk = 'desk@example.com';
const traveller = 'traveller@example.com';
const mail: TakenMail = {
  ...{ orderNos: [orderNo], recipients: [desk], reference: 'SET000', messageId },
  ...{ takenAt: 1, isAnswered: true },
};
const inSilence: TakenMail = { ...mail, isAnswered: false };
const dead: QueuedJob = { ...job, state: 'failed', failedReason: 'mailbox_refused: no such' };
const stopped: AppExit = {
  ...{ name: 'worker-1', asked: 'stop', code: 0, signal: null },
  lastLines: [],
};

/** Acknowledged before the event was posted. */
const booking: PostedBooking = {
  ...{ orderNo, mailbox: traveller, postedAt: -2 },
  answer: { kind: 'acknowledged', status: 201, at: -1 },
};
const lateBooking: PostedBooking = {
  ...booking,
  ...{ postedAt: 1, answer: { kind: 'acknowledged', status: 201, at: 2 } },
};
const refusedBooking: PostedBooking = { ...booking, answer: { kind: 'refused', status: 503 } };
const toTraveller: TakenMail = { ...mail, recipients: [traveller] };

const said = (ticketedAt: number): SupplierRecord => ({
  ...{ ticketedAt: new Map([[`${orderNo}/0`, ticketedAt]]), neverTicketed: new Set<string>() },
});
const neverTicketed: SupplierRecord = {
  ...{ ticketedAt: new Map(), neverTicketed: new Set([orderNo]) },
};

interface Told {
  deliveries?: PostedDelivery[];
  bookings?: PostedBooking[];
  supplier?: SupplierRecord;
  /** Nobody is written to of whom no booking tells. */
  noFallback?: true;
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
  const { bookings = [], supplier, noFallback = false } = told;
  const timeline = events.map((event): LedgerEntry => ({
    event,
    at: '',
    deliveryId: 'one',
    ticketSetId,
  }));
  const order = { confirmations: [{ ticketSetId, state }], timeline };
  return {
    ...{ deliveries, bookings, supplier, mails, exits, unsettled },
    mailboxes: { sandbox: 'sandbox@example.com', fallback: noFallback ? undefined : desk },
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
    ['when the mail went to the booked traveller', { bookings: [booking], mails: [toTraveller] }],
    ['when the mail went out before the booking came', { bookings: [lateBooking] }],
    [
      'when the mail went to the traveller of a booking that was refused and stored all the same',
      { bookings: [refusedBooking], mails: [toTraveller], noFallback: true },
    ],
    [
      'when nobody tells of the traveller and the order waits for that',
      { mails: [], state: 'no_recipient', noFallback: true },
    ],
    ['when the mail went out after the supplier had said so', { supplier: said(1) }],
    [
      'when the supplier says that the order was cancelled, and no mail went out',
      { supplier: neverTicketed, mails: [], state: 'cancelled' },
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
      { mails: [mail, { ...mail, orderNos: ['FLTAB00000000100000002'] }] },
      ['unposted', 'disagreement'],
    ],
    [
      'a dead letter without a reason',
      { mails: [], jobs: [{ ...dead, failedReason: ' ' }], state: 'dead' },
      ['no_reason'],
    ],
    [
      'a mail to the fallback mailbox of an order that had been booked before',
      { bookings: [booking] },
      ['wrong_mailbox'],
    ],
    [
      'a mail to the traveller and somebody else',
      { bookings: [booking], mails: [{ ...toTraveller, recipients: [traveller, desk] }] },
      ['wrong_mailbox'],
    ],
    [
      'a mail to the traveller of another order',
      { bookings: [{ ...booking, orderNo: 'FLTAB00000000100000002' }], mails: [toTraveller] },
      ['wrong_mailbox'],
    ],
    [
      'a booked order that still waits for its booking',
      { bookings: [booking], mails: [], state: 'no_recipient', noFallback: true },
      ['lost'],
    ],
    [
      'an order without a traveller that nobody keeps',
      { mails: [], state: 'superseded', noFallback: true },
      ['lost'],
    ],
    ['a mail before the supplier said so', { supplier: said(2) }, ['unconfirmed']],
    [
      'a mail of an order that the supplier never calls ticketed',
      { supplier: neverTicketed },
      ['unconfirmed'],
    ],
    [
      'an order that waits for the supplier when all was over',
      { supplier: said(1), mails: [], state: 'unconfirmed' },
      ['lost', 'disagreement'],
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
    ...{ posted: 3, acknowledged: 1, refused: 1, bookings: 0, mails: 3, deadLetters: 0 },
    ...{ lost: 0, sentTwice: 0, wrongMailbox: 0, unconfirmed: 0, uncertain: 1, copies: 2 },
  });
});

describe('a ticket set without a mail, where another one of its order was mailed,', () => {
  const ofSetOne = { ...delivery, set: 1 };
  const mailOfSetOne = { ...mail, reference: 'SET001' };
  const saidSetOne: SupplierRecord = {
    ...{ ticketedAt: new Map([[`${orderNo}/1`, 1]]), neverTicketed: new Set<string>() },
  };
  const deliveries = [delivery, ofSetOne];

  test.each<[string, Told, BreachKind[]]>([
    [
      'is owed none when the supplier says the newer one',
      { deliveries, supplier: saidSetOne, mails: [mailOfSetOne] },
      [],
    ],
    [
      'is owed one when the mailed one is the older',
      { deliveries, supplier: said(1), mails: [mail] },
      ['lost'],
    ],
    ['is owed one when nobody waited for a booking', { deliveries, mails: [mail] }, ['lost']],
  ])('%s', (_name, told, kinds) => {
    expect(judge(evidenceWith(told)).breaches.map(({ kind }) => kind)).toEqual(kinds);
  });

  test.each([
    ['superseded', []],
    ['sent', ['lost']],
  ])('while both waited for a booking: the ledger calls it %s', (state, kinds) => {
    const evidence = evidenceWith({ deliveries, events: ['no_recipient', 'sent'] });
    const order = evidence.ledger.get(orderNo);
    const confirmations = [...(order?.confirmations ?? []), { ticketSetId: 'b', state }];
    const ledger = new Map([[orderNo, { timeline: order?.timeline ?? [], confirmations }]]);
    const lost = judge({ ...evidence, ledger }).breaches.filter(({ kind }) => kind === 'lost');
    expect(lost.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("a trip's mail", () => {
  const partner = { orderNo: 'FLTAB00000000100000002', ticketSetId: 'b'.repeat(64) };
  const trip = [orderNo, partner.orderNo] as const;
  const together: TakenMail = { ...toTraveller, orderNos: trip };
  const alone: TakenMail = {
    ...{ ...toTraveller, orderNos: [partner.orderNo] },
    messageId: `<${'b'.repeat(40)}@example.com>`,
  };

  /** Both orders posted, booked and called sent, the partner under these Message-IDs. */
  const evidenceOf = (
    mails: TakenMail[],
    messageIds: string[],
    events: string[] = [],
  ): Evidence => {
    const evidence = evidenceWith({
      bookings: trip.map((each) => ({ ...booking, orderNo: each, trip })),
      deliveries: trip.map((each) => ({ ...delivery, orderNo: each })),
      ...{ mails, noFallback: true },
    });
    const { ticketSetId: id } = partner;
    const timeline = [
      ...events.map((event) => ({ event, at: '', ticketSetId: id })),
      ...messageIds.map((each) => ({ event: 'sent', at: '', ticketSetId: id, messageId: each })),
    ];
    const order = { confirmations: [{ ticketSetId: id, state: 'sent' }], timeline };
    return { ...evidence, ledger: new Map([...evidence.ledger, [partner.orderNo, order]]) };
  };
  const kindsIn = (evidence: Evidence) => judge(evidence).breaches.map(({ kind }) => kind);

  test('is the mail of both orders', () => {
    expect(judge(evidenceOf([together], [messageId]))).toMatchObject({
      ...{ breaches: [], counts: { bookings: 2, mails: 1 } },
    });
  });

  test('may be two mails', () => {
    expect(kindsIn(evidenceOf([toTraveller, alone], [alone.messageId]))).toEqual([]);
  });

  test('is not followed by a mail of one of them', () => {
    const evidence = evidenceOf([together, alone], [messageId, alone.messageId]);
    expect(new Set(kindsIn(evidence))).toEqual(new Set(['sent_twice']));
  });

  test('may only go out again when there is doubt about each of its orders', () => {
    const { breaches } = judge(evidenceOf([together, together], [messageId], ['uncertain']));
    expect(breaches).toMatchObject([{ kind: 'sent_twice', orderNo }]);
  });

  test('is not copied under another Message-ID, whatever the doubt', () => {
    const mails = [together, alone];
    const { breaches } = judge(evidenceOf(mails, [messageId, alone.messageId], ['uncertain']));
    expect(breaches).toMatchObject([{ kind: 'sent_twice', orderNo: partner.orderNo }]);
  });

  test('that leaves one of them out has lost it', () => {
    expect(new Set(kindsIn(evidenceOf([toTraveller], [])))).toEqual(
      new Set(['lost', 'disagreement']),
    );
  });
});
