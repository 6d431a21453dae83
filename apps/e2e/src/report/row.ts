import type { Counts } from '../judge/verdict.ts';
import type { ScenarioResult } from '../scenarios/run-scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** One scenario over all its rounds. */
export type Row = { name: string; sentence: string } & (
  { kind: 'not_run'; why: string } | { kind: 'run'; rounds: number; counts: Counts; broken: number }
);

/** Adds the rounds up, a row for each scenario. */
export function createRows(
  scenarios: readonly Scenario[],
  results: readonly ScenarioResult[],
): Row[] {
  return scenarios.map(({ name, sentence }) => {
    const own = results.filter((result) => result.name === name);
    const judged = own.flatMap((result) => (result.kind === 'judged' ? [result] : []));
    if (judged.length === 0) {
      const why = own.flatMap((result) => (result.kind === 'not_run' ? [result.why] : []));
      return { name, sentence, kind: 'not_run', why: why[0] ?? 'no time was left' };
    }
    const counts = judged.map(({ verdict }) => verdict.counts).reduce(addCounts);
    const broken = judged.filter(({ verdict }) => verdict.breaches.length > 0).length;
    return { name, sentence, kind: 'run', rounds: judged.length, counts, broken };
  });
}

function addCounts(one: Counts, other: Counts): Counts {
  return {
    posted: one.posted + other.posted,
    acknowledged: one.acknowledged + other.acknowledged,
    refused: one.refused + other.refused,
    bookings: one.bookings + other.bookings,
    mails: one.mails + other.mails,
    deadLetters: one.deadLetters + other.deadLetters,
    lost: one.lost + other.lost,
    sentTwice: one.sentTwice + other.sentTwice,
    wrongMailbox: one.wrongMailbox + other.wrongMailbox,
    unconfirmed: one.unconfirmed + other.unconfirmed,
    uncertain: one.uncertain + other.uncertain,
    copies: one.copies + other.copies,
  };
}
