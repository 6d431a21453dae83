import type { Outcome } from './scenario.ts';

/** The fault must have taken place, else the scenario has shown nothing. */
export function demandNotes({ notes }: Outcome, ...needed: readonly string[]): string[] {
  return needed.filter((what) => !notes.has(what)).map((what) => `it never happened: ${what}`);
}

/** What passes by itself must leave no dead letter behind. */
export function demandNoDeadLetters({ evidence }: Outcome): string[] {
  return [...evidence.jobs.values()]
    .filter(({ state }) => state === 'failed')
    .slice(0, 5)
    .map(({ orderNo = '', failedReason = '' }) => `dead letter of ${orderNo}: ${failedReason}`);
}

/**
 * An outage that is nobody's mail's fault costs no job an attempt; `spared` is how many of each are
 * forgiven (default none).
 */
export function demandNoAttemptLost(
  { evidence }: Outcome,
  { spared = 0 }: { spared?: number } = {},
): string[] {
  const late = [...evidence.ledger].flatMap(([orderNo, { timeline }]) =>
    timeline.flatMap(({ event, attempt = 1 }) =>
      event === 'sent' && attempt > 1 + spared ? [`${orderNo} was sent at attempt ${attempt}`] : [],
    ),
  );
  return late.length === 0 ? [] : [`${late.length} jobs lost an attempt`, ...late.slice(0, 3)];
}
