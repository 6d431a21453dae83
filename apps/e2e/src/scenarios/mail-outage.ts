import type { Scenario, Stage } from './scenario.ts';

/** What is posted while the mail server is bad, and for a while afterwards. */
export const mailLoad: Scenario['load'] = (size) =>
  size === 'full' ? { orders: 600, seconds: 15 } : { orders: 150, seconds: 5 };

/** Noted whenever the mail server does what the scenario is about. */
export const bad = 'the mail server was bad';

/** For the first two thirds of the load. */
export async function whileBad({ size, pause }: Stage): Promise<void> {
  await pause(size === 'full' ? 10_000 : 3500);
}
