import type { ScenarioResult } from '../scenarios/run-scenario.ts';

const mostBreachesShown = 20;

/** One round of one scenario in a line, and below it whatever broke, with what helps to find out why. */
export function formatResult(result: ScenarioResult): string {
  if (result.kind === 'not_run') return `${result.name}: not run: ${result.why}`;
  const { name, seed, verdict, notes, durationMs, details, keptDirectory } = result;
  const { counts, breaches } = verdict;
  const occasions = [...notes].map(([what, times]) => `${what} ${times}×`).join(', ');
  const line = [
    `${name} (seed ${seed}, ${Math.round(durationMs / 1000)} s):`,
    `${counts.acknowledged} of ${counts.posted} acknowledged, ${counts.refused} refused, ${counts.bookings} bookings, ${counts.mails} mails,`,
    `${counts.deadLetters} dead letters, ${counts.lost} lost, ${counts.sentTwice} sent twice,`,
    `${counts.wrongMailbox} to a wrong mailbox, ${counts.unconfirmed} unconfirmed,`,
    `${counts.uncertain} uncertain with ${counts.copies} copies [${occasions}]`,
  ].join(' ');
  if (breaches.length === 0) return line;
  const shown = breaches
    .slice(0, mostBreachesShown)
    .map(({ kind, orderNo = '', what }) => `  ${kind} ${orderNo}: ${what}`);
  const more = breaches.length - shown.length;
  return [
    line,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...details.map((detail) => `    ${detail}`),
    `  again: npm run faults -- --seed ${seed} --scenario ${name}`,
    ...(keptDirectory === undefined ? [] : [`  logs: ${keptDirectory}`]),
  ].join('\n');
}
