import { describe, expect, jest, test } from '@jest/globals';
import type { AdvanceOutcome, Ledger } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import { createLogger } from '@ticketpost/runtime';
import { createGiveUp } from '../../src/confirm/give-up.ts';
import type { SubmitOutcome } from '../../src/mail/submit-outcome.ts';

type Failure = Exclude<SubmitOutcome, { kind: 'accepted' }>;

const claim = { orderNo: 'A', ticketSetId: 'a'.repeat(64), token: 't' };
const systemic: Failure = {
  kind: 'refused',
  class: 'systemic',
  code: 'login_refused',
  reply: '535',
  answer: '535 no',
};
const final: Failure = { ...systemic, class: 'permanent', code: 'mailbox_refused' };
const unknown: Failure = { kind: 'unknown', reply: 'ETIMEDOUT', answer: 'Timeout' };
const withheld: Failure = { kind: 'withheld' };

const attempt: Attempt = {
  jobId: 'delivery-1',
  name: 'order.ticketed',
  data: {},
  attempt: 3,
  isLast: true,
  report: () => undefined,
};

/** How the attempt ends when the ledger answers so, and what it was told. */
async function giveUpAfter(
  failure: Failure,
  verdict: 'put_back' | 'count',
  ledgerAnswer: () => Promise<AdvanceOutcome>,
) {
  const giveUp = jest.fn<Ledger['giveUp']>(ledgerAnswer);
  const logger = createLogger({ app: 'worker', level: 'silent' });
  const endings = createGiveUp({ ledger: { giveUp }, holdsUncertain: true, logger });
  const ended = await endings.afterSubmit([claim], failure, {
    attempt,
    verdict,
    orders: [{ orderNo: 'A', passengers: [] }],
  });
  return { ended, state: giveUp.mock.calls[0]?.[1].state };
}

const done = () => Promise.resolve('done' as const);
const lost = () => Promise.resolve('lost' as const);
const fails = () => Promise.reject(new Error('OOM'));

describe('the last attempt of a job', () => {
  test.each<[string, Failure, 'put_back' | 'count', () => Promise<AdvanceOutcome>, string, string]>(
    [
      ['ends by an outage: put back', systemic, 'put_back', done, 'paused', 'wait'],
      [
        'ends by an outage while the ledger fails: put back',
        systemic,
        'put_back',
        fails,
        'paused',
        'wait',
      ],
      [
        'ends by an outage and lost its claim: put back',
        systemic,
        'put_back',
        lost,
        'lost_claim',
        'wait',
      ],
      ['ends on its own account: dead', systemic, 'count', done, 'dead', 'dead'],
      ['is refused, and lost its claim: put back', final, 'count', lost, 'lost_claim', 'wait'],
      ['is in doubt during an outage: held', unknown, 'put_back', done, 'dead', 'dead'],
      ['was withheld: put back', withheld, 'count', lost, 'lost_claim', 'wait'],
      [
        'was withheld, the claim still ours: put back',
        withheld,
        'count',
        done,
        'lost_claim',
        'wait',
      ],
      [
        'was withheld while the ledger fails: put back',
        withheld,
        'count',
        fails,
        'lost_claim',
        'wait',
      ],
    ],
  )('%s', async (_row, failure, verdict, ledgerAnswer, outcome, result) => {
    const { ended } = await giveUpAfter(failure, verdict, ledgerAnswer);
    expect(ended).toMatchObject({ outcome, result: { kind: result } });
  });

  test.each<[string, Failure, 'put_back' | 'count', string]>([
    ['by an outage is deferred', systemic, 'put_back', 'deferred'],
    ['by a final no is dead', final, 'count', 'dead'],
    ['in doubt waits for a person', unknown, 'count', 'uncertain'],
    ['withheld is deferred, since no copy is out', withheld, 'count', 'deferred'],
  ])('ended %s for the ledger', async (_row, failure, verdict, expected) => {
    const { state } = await giveUpAfter(failure, verdict, done);
    expect(state).toBe(expected);
  });
});
