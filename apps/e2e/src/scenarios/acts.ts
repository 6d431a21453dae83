import type { SmtpAction, SmtpDecision, SmtpStage } from '@ticketpost/testkit';
import type { Random } from '../random/create-random.ts';
import type { SupervisedApp } from '../system/supervised-app.ts';
import type { Stage } from './scenario.ts';

/** From the least to the most, in milliseconds. */
export type Span = readonly [least: number, most: number];

/** Does it again and again, after pauses by chance, while deliveries are made. */
export async function repeatUnderLoad(
  { load, pause }: Stage,
  random: Random,
  span: Span,
  act: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await pause(random.integer(...span));
    if (load.isOver()) return;
    await act();
  }
}

/** kill -9 of one of these apps, which is started again after a pause by chance. */
export async function killOne(
  { pause, note }: Stage,
  random: Random,
  apps: readonly SupervisedApp[],
  downFor: Span,
): Promise<void> {
  const victim = random.pick(apps as [SupervisedApp, ...SupervisedApp[]]);
  await victim.kill();
  note(`${victim.name.split('-')[0] ?? ''} killed`);
  await pause(random.integer(...downFor));
  await victim.start();
}

/**
 * SIGTERM to one of these apps, whatever else is broken; one that is still being loaded knows no
 * SIGTERM yet, so it is killed.
 */
export async function stopOne(
  { note, pause }: Stage,
  random: Random,
  apps: readonly SupervisedApp[],
): Promise<void> {
  const app = random.pick(apps as [SupervisedApp, ...SupervisedApp[]]);
  if (await app.isAlive()) await app.stop();
  else await app.kill();
  note(`${app.name.split('-')[0] ?? ''} stopped`);
  await pause(random.integer(50, 1000));
  await app.start();
}

/** At these stages the mail server does this with that probability; else it is good. */
export function moodAt(
  random: Random,
  probability: number,
  actions: Partial<Record<SmtpStage, readonly [SmtpAction, ...SmtpAction[]]>>,
  onAction: () => void,
): SmtpDecision {
  return (stage) => {
    const possible = actions[stage];
    if (possible === undefined || !random.chance(probability)) return undefined;
    onAction();
    return random.pick(possible);
  };
}
