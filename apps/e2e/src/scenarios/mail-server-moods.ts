import type { SmtpAction, SmtpStage } from '@ticketpost/testkit';
import { littlePatience } from '../system/environment.ts';
import type { FaultSystemOptions } from '../system/fault-system.ts';
import { moodAt } from './acts.ts';
import { bad, mailLoad, whileBad } from './mail-outage.ts';
import { mailboxRefused } from './mailbox-refused.ts';
import { uncertainHeld } from './uncertain-held.ts';
import { demandNoAttemptLost, demandNoDeadLetters, demandNotes } from './demands.ts';
import type { Outcome, Scenario } from './scenario.ts';

type Actions = Partial<Record<SmtpStage, readonly [SmtpAction, ...SmtpAction[]]>>;

/** A mail server that misbehaves so with this probability, then is good again. */
function mood(options: {
  name: string;
  sentence: string;
  probability: number;
  actions: Actions;
  system?: FaultSystemOptions;
  expect?: (outcome: Outcome) => string[];
}): Scenario {
  const { name, sentence, probability, actions, system = {} } = options;
  const { expect = demandNoDeadLetters } = options;
  return {
    name,
    sentence,
    system,
    load: mailLoad,
    async faults(stage) {
      const { system, random, note } = stage;
      const onAction = (): void => {
        note(bad);
      };
      system.smtp.behave(moodAt(random, probability, actions, onAction));
      await whileBad(stage);
      await system.smtp.heal();
    },
    expect: (outcome) => [...demandNotes(outcome, bad), ...expect(outcome)],
  };
}

const busy = { reply: 421 } as const;
const later = { reply: 450 } as const;

const nothingLost = (outcome: Outcome): string[] => [
  ...demandNoDeadLetters(outcome),
  ...demandNoAttemptLost(outcome),
];

const refused: Scenario = {
  name: 'smtp-refused',
  sentence: 'the mail server is down (connection refused), then back: no job loses an attempt',
  load: mailLoad,
  async faults(stage) {
    const { system, pause, random, note } = stage;
    await pause(random.integer(500, 1500));
    await system.smtp.goAway();
    note(bad);
    await whileBad(stage);
    await system.smtp.heal();
  },
  // The attempts whose lines broke when the server went away are the only ones that may fail.
  expect: (outcome) => [
    ...demandNotes(outcome, bad),
    ...demandNoDeadLetters(outcome),
    ...demandNoAttemptLost(outcome, { spared: 1 }),
  ],
};

export const mailServerMoods: readonly Scenario[] = [
  mood({
    name: 'smtp-421',
    sentence: 'the mail server is too busy (421 at any stage), then good',
    probability: 0.4,
    actions: { connect: [busy], mail: [busy], rcpt: [busy], data: [busy] },
  }),
  mood({
    name: 'smtp-450',
    sentence: 'the mail server asks to come back later (450, 451), then is good',
    probability: 0.5,
    actions: { rcpt: [later], data: [later, { reply: 451 }] },
  }),
  mailboxRefused,
  mood({
    name: 'smtp-535',
    sentence: 'the mail server refuses our login (535), then takes it: no job loses an attempt',
    probability: 1,
    actions: { auth: [{ reply: 535 }] },
    expect: nothingLost,
  }),
  mood({
    name: 'smtp-sender-refused',
    sentence: 'the mail server refuses our sender (550 to MAIL FROM), then takes it',
    probability: 1,
    actions: { mail: [{ reply: 550, text: '5.7.1 Sender not allowed' }] },
    expect: nothingLost,
  }),
  refused,
  mood({
    name: 'line-dropped-before-data',
    sentence: 'the line drops before the message goes out',
    probability: 0.3,
    actions: {
      connect: [{ drop: 'before' }],
      rcpt: [{ drop: 'before' }, { drop: 'inside' }, { drop: 'after' }],
      data: [{ drop: 'before' }],
    },
  }),
  mood({
    name: 'line-dropped-inside-data',
    sentence: 'the line drops in the middle of the message',
    probability: 0.4,
    actions: { data: [{ drop: 'inside' }] },
  }),
  mood({
    name: 'line-dropped-after-data',
    sentence: 'the mail server takes the whole message and the line drops before it says so',
    probability: 0.4,
    actions: { data: [{ drop: 'after' }] },
  }),
  mood({
    name: 'smtp-hung',
    sentence: 'the mail server falls silent at every stage, before, inside and after the message',
    probability: 0.1,
    system: { workerEnv: () => littlePatience },
    actions: {
      connect: [{ hang: true }],
      auth: [{ hang: true }],
      mail: [{ hang: true }],
      rcpt: [{ hang: true }],
      data: [{ hang: 'before' }, { hang: true }, { hang: 'after' }],
    },
  }),
  mood({
    name: 'smtp-slow',
    sentence: 'each message takes the mail server 200 ms',
    probability: 1,
    actions: { data: [{ reply: 250, afterMs: 200 }] },
    expect: nothingLost,
  }),
  uncertainHeld,
];
