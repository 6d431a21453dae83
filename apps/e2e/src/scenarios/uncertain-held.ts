import { moodAt } from './acts.ts';
import { demandNotes } from './demands.ts';
import { bad, mailLoad, whileBad } from './mail-outage.ts';
import type { Scenario } from './scenario.ts';

export const uncertainHeld: Scenario = {
  name: 'uncertain-held',
  sentence:
    'UNCERTAIN_SEND=hold and the line drops after DATA: never twice, each is a dead letter named uncertain',
  system: { workerEnv: () => ({ UNCERTAIN_SEND: 'hold' }) },
  load: mailLoad,
  async faults(stage) {
    const { system, random, note } = stage;
    const actions = { data: [{ drop: 'after' }] } as const;
    system.smtp.behave(
      moodAt(random, 0.2, actions, () => {
        note(bad);
      }),
    );
    await whileBad(stage);
    await system.smtp.heal();
  },
  rules: { neverTwice: true },
  expect: (outcome) => {
    const { jobs, mails } = outcome.evidence;
    const dead = [...jobs.values()].filter(({ state }) => state === 'failed');
    const misnamed = dead.filter(({ failedReason = '' }) => !failedReason.startsWith('uncertain'));
    const heldOrders = new Set(dead.map(({ orderNo }) => orderNo));
    const unheld = mails
      .filter(({ isAnswered }) => !isAnswered)
      .flatMap(({ orderNos }) => orderNos.filter((orderNo) => !heldOrders.has(orderNo)));
    return [
      ...demandNotes(outcome, bad),
      ...misnamed.map(({ failedReason = '' }) => `dead, but not as uncertain: ${failedReason}`),
      ...unheld.map((orderNo) => `${orderNo} was taken in silence, and nobody holds it`),
    ];
  },
};
