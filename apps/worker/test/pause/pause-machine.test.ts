import { describe, expect, test } from '@jest/globals';
import {
  advancePause,
  initialPauseState,
  type Evidence,
  type PauseEvent,
  type PauseStep,
} from '../../src/pause/pause-machine.ts';
import { planProbe } from '../../src/pause/plan-probe.ts';
import { readEvidence } from '../../src/pause/read-evidence.ts';
import type { SubmitOutcome } from '../../src/mail/submit-outcome.ts';

const login = { code: 'login_refused', reply: '535' } as const;
const works: Evidence = { kind: 'works' };
const refusedLogin: Evidence = { kind: 'failed', class: 'systemic', ...login };
const busy: Evidence = {
  kind: 'failed',
  class: 'transient_server',
  code: 'mail_server_busy',
  reply: '421',
};
const policy: Evidence = {
  kind: 'failed',
  class: 'transient_policy',
  code: 'mail_server_refused_us',
  reply: '550 5.7.1',
};

const ended = (evidence: Evidence, orderNo = 'A', round = 0): PauseEvent => ({
  kind: 'attempt_ended',
  round,
  orderNo,
  evidence,
});
/** So many attempts of so many orders. */
const orders = (count: number, evidence: Evidence, round = 0): PauseEvent[] =>
  Array.from({ length: count }, (_, index) => ended(evidence, `order ${index}`, round));
const passed: PauseEvent = { kind: 'probe_passed' };
const refused: PauseEvent = {
  kind: 'probe_failed',
  cause: { code: 'mail_server_unreachable', reply: 'ECONNREFUSED' },
};

function play(events: readonly PauseEvent[]): PauseStep {
  let step: PauseStep = { state: initialPauseState, isPutBack: false };
  for (const event of events) step = advancePause(step.state, event);
  return step;
}

type Expected = Partial<Pick<PauseStep, 'action' | 'isPutBack'>> & { state: object };

const putBack = { isPutBack: true };
const counted = { isPutBack: false };

describe('a running worker', () => {
  test.each<[string, PauseEvent[], Expected]>([
    [
      'pauses at the first systemic failure and puts the job back',
      [ended(refusedLogin)],
      { state: { kind: 'paused', cause: login, setbacks: 0 }, action: 'pause', ...putBack },
    ],
    [
      'goes on when nine orders in a row find the server busy',
      orders(9, busy),
      { state: { kind: 'running' }, ...counted },
    ],
    [
      'pauses at the tenth',
      orders(10, busy),
      {
        state: { kind: 'paused', cause: { code: 'mail_server_busy' } },
        action: 'pause',
        ...putBack,
      },
    ],
    [
      'goes on however often one order fails',
      Array.from({ length: 50 }, () => ended(busy)),
      { state: { kind: 'running' }, ...counted },
    ],
    [
      'begins to count anew when a mail is taken',
      [...orders(9, busy), ended(works), ...orders(9, busy)],
      { state: { kind: 'running' }, ...counted },
    ],
    [
      'goes on when nine orders meet policy words',
      orders(9, policy),
      { state: { kind: 'running' }, ...counted },
    ],
    [
      'pauses at the tenth of those too',
      orders(10, policy),
      { state: { kind: 'paused', cause: { code: 'mail_server_refused_us' } }, ...putBack },
    ],
    ['takes no notice of a probe', [passed], { state: initialPauseState }],
    ['takes no notice of a failed probe', [refused], { state: initialPauseState }],
  ])('%s', (_row, events, expected) => {
    expect(play(events)).toMatchObject(expected);
  });
});

describe('a paused worker', () => {
  const pause = ended(refusedLogin);

  test.each<[string, PauseEvent[], Expected]>([
    [
      'puts back what the same outage ends',
      [pause, ended(busy)],
      { state: { kind: 'paused' }, ...putBack },
    ],
    ['lets policy words count', [pause, ended(policy)], { state: { kind: 'paused' }, ...counted }],
    [
      'puts policy words back when it paused for them',
      [...orders(10, policy), ended(policy)],
      { state: { kind: 'paused' }, ...putBack },
    ],
    [
      'stays paused when a mail that was under way is taken',
      [pause, ended(works)],
      { state: { kind: 'paused' } },
    ],
    [
      'waits longer after each probe that fails, and says why it failed',
      [pause, refused, refused],
      {
        state: { kind: 'paused', setbacks: 2, cause: { reply: 'ECONNREFUSED' } },
        action: 'probe_later',
      },
    ],
    [
      'goes on trial when a probe passes',
      [pause, refused, passed],
      { state: { kind: 'on_trial', round: 1, setbacks: 1 }, action: 'try_one' },
    ],
  ])('%s', (_row, events, expected) => {
    expect(play(events)).toMatchObject(expected);
  });
});

describe('a worker on trial', () => {
  const trial = [ended(refusedLogin), refused, passed];

  test.each<[string, PauseEvent[], Expected]>([
    [
      'goes on when a mail is taken',
      [...trial, ended(works, 'A', 1)],
      { state: { kind: 'running', round: 1, failing: [] }, action: 'resume' },
    ],
    [
      'pauses again at a systemic failure, with the back-off continued',
      [...trial, ended(refusedLogin, 'A', 1)],
      { state: { kind: 'paused', setbacks: 2 }, action: 'pause', ...putBack },
    ],
    [
      'pauses again when the server is only busy',
      [...trial, ended(busy, 'A', 1)],
      {
        state: { kind: 'paused', cause: { code: 'mail_server_busy' } },
        action: 'pause',
        ...putBack,
      },
    ],
    [
      'stays on trial when one order meets policy words',
      [...trial, ended(policy, 'A', 1)],
      { state: { kind: 'on_trial' }, ...counted },
    ],
    [
      'pauses again when ten orders do',
      [...trial, ...orders(10, policy, 1)],
      {
        state: { kind: 'paused', cause: { code: 'mail_server_refused_us' } },
        action: 'pause',
        ...putBack,
      },
    ],
    [
      'pauses again at one when it paused for such words',
      [...orders(10, policy), passed, ended(policy, 'A', 1)],
      { state: { kind: 'paused', setbacks: 1 }, action: 'pause', ...putBack },
    ],
    [
      'puts back an attempt from before the trial and stays',
      [...trial, ended(busy, 'A', 0)],
      { state: { kind: 'on_trial' }, ...putBack },
    ],
    [
      'learns nothing from a mail that was begun before the trial',
      [...trial, ended(works, 'A', 0)],
      { state: { kind: 'on_trial' } },
    ],
    ['takes no notice of a probe', [...trial, passed], { state: { kind: 'on_trial', round: 1 } }],
  ])('%s', (_row, events, expected) => {
    expect(play(events)).toMatchObject(expected);
  });

  test('that went on puts back an attempt from before the outage and goes on', () => {
    const step = play([...trial, ended(works, 'A', 1), ended(refusedLogin, 'B', 0)]);
    expect(step).toMatchObject({ state: { kind: 'running' }, ...putBack });
    expect(step.action).toBeUndefined();
  });

  test('that went on waits no longer at its next pause than at its first', () => {
    const step = play([...trial, ended(works, 'A', 1), ended(refusedLogin, 'A', 1)]);
    expect(step.state).toMatchObject({ kind: 'paused', setbacks: 0 });
  });
});

describe('an order that alone meets systemic failures', () => {
  /** It pauses the worker; then the mail of another order is taken. */
  const seenThrough = [ended(refusedLogin, 'poison'), passed, ended(works, 'other', 1)];

  test.each<[string, PauseEvent[], Expected]>([
    [
      'pauses the worker once, and not again after another was mailed',
      [...seenThrough, ended(refusedLogin, 'poison', 1)],
      { state: { kind: 'running' }, ...counted },
    ],
    [
      'keeps nobody else from pausing it',
      [...seenThrough, ended(refusedLogin, 'third', 1)],
      { state: { kind: 'paused' }, action: 'pause', ...putBack },
    ],
    [
      'pauses it again while no other was mailed',
      [ended(refusedLogin, 'poison'), passed, ended(refusedLogin, 'poison', 1)],
      { state: { kind: 'paused' }, action: 'pause', ...putBack },
    ],
    [
      'is above suspicion once it was mailed',
      [...seenThrough, ended(works, 'poison', 1), ended(refusedLogin, 'poison', 1)],
      { state: { kind: 'paused' }, action: 'pause', ...putBack },
    ],
  ])('%s', (_row, events, expected) => {
    expect(play(events)).toMatchObject(expected);
  });
});

describe('the wait before a probe', () => {
  const backOff = { firstMs: 1000, longestMs: 60_000 };

  test.each([
    [0, 0, 1000],
    [1, 0, 2000],
    [5, 0, 32_000],
    [6, 0, 60_000],
    [5000, 0, 60_000],
    [0, 0.5, 750],
    [1, 0.999_999, 1000],
  ])('after %d setbacks, with chance at %d, is %d ms', (setbacks, chance, waitMs) => {
    expect(planProbe({ setbacks, backOff, random: () => chance })).toBe(waitMs);
  });
});

describe('the mail server', () => {
  const refusal = (
    failure: Partial<Extract<SubmitOutcome, { kind: 'refused' }>>,
  ): SubmitOutcome => ({
    kind: 'refused',
    class: 'permanent',
    code: 'mailbox_refused',
    reply: '550',
    answer: '550 no',
    ...failure,
  });

  test.each<[string, SubmitOutcome, Partial<Evidence> | undefined]>([
    [
      'that takes a mail works',
      { kind: 'accepted', answer: '250 OK', refusedCopies: 0 },
      { kind: 'works' },
    ],
    ['that refuses a mailbox works', refusal({}), { kind: 'works' }],
    [
      'that takes nothing for a mailbox now works',
      refusal({ class: 'transient_mailbox', code: 'mailbox_busy' }),
      { kind: 'works' },
    ],
    ['that refuses a message shows nothing', refusal({ code: 'message_refused' }), undefined],
    ['that was not asked shows nothing', { kind: 'withheld' }, undefined],
    [
      'that never answers a message is in trouble',
      { kind: 'unknown', reply: 'ETIMEDOUT', answer: 'Timeout' },
      { kind: 'failed', class: 'transient_server', code: 'uncertain' },
    ],
    [
      'that refuses our login is in trouble',
      refusal({ class: 'systemic', code: 'login_refused' }),
      { kind: 'failed', class: 'systemic', code: 'login_refused' },
    ],
  ])('%s', (_row, outcome, expected) => {
    const evidence = readEvidence(outcome);
    if (expected === undefined) expect(evidence).toBeUndefined();
    else expect(evidence).toMatchObject(expected);
  });
});
