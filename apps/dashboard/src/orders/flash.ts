import type { OrderView } from '@ticketpost/operations';
import { isSuccess, successes, type Success } from './order-outcome.ts';

/** A page that is opened again later does not say it again. */
const lifeMs = 5 * 60 * 1000;

/**
 * What the page's address says was done, if the timeline says so too: a link alone makes no page say
 * what nobody did.
 */
export function readFlash(
  done: unknown,
  about: { view: Pick<OrderView, 'timeline'>; by: string; now: number },
): Success | undefined {
  if (typeof done !== 'string' || !isSuccess(done)) return undefined;
  const { view, by, now } = about;
  const isTrue = view.timeline.some(
    (entry) =>
      entry.event === successes[done].event &&
      entry.by === by &&
      Math.abs(now - Date.parse(entry.at)) < lifeMs,
  );
  return isTrue ? done : undefined;
}
