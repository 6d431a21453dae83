import type { RedisProgram } from '@ticketpost/testkit';
import { runScenario, type ScenarioResult } from './scenarios/run-scenario.ts';
import type { Scenario, ScenarioSize } from './scenarios/scenario.ts';

export interface RoundsOptions {
  scenarios: readonly Scenario[];
  /** Of the first round; the next has the next. */
  seed: number;
  minutes: number;
  atOnce: number;
  size: ScenarioSize;
  program: RedisProgram;
  keepLogs: boolean;
  /** Told of each result as it comes. */
  onResult: (result: ScenarioResult) => void;
}

/**
 * Plays rounds of all scenarios until the minutes are over. The first round is played whole; a later
 * one that the time cuts off still ends the scenarios it has begun.
 */
export async function runRounds(options: RoundsOptions): Promise<ScenarioResult[]> {
  const { scenarios, seed, minutes, atOnce, size, program, keepLogs, onResult } = options;
  const endAt = Date.now() + minutes * 60_000;
  const results: ScenarioResult[] = [];
  for (let round = 0; round === 0 || Date.now() < endAt; round += 1) {
    const left = [...scenarios];
    const play = async (): Promise<void> => {
      for (;;) {
        const isOver = round > 0 && Date.now() >= endAt;
        const scenario = isOver ? undefined : left.shift();
        if (scenario === undefined) return;
        const about = { seed: seed + round, size, program, keepLogs };
        const result = await runScenario(scenario, about);
        results.push(result);
        onResult(result);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, play));
  }
  return results;
}
