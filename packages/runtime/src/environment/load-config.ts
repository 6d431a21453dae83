import { readFileSync } from 'node:fs';
import { readEnvironment, type Environment } from './read-environment.ts';
import type { ConfigOf, Variables } from './variable.ts';

/** `EX_CONFIG` of sysexits(3): something was configured wrongly. */
const configurationExitCode = 78;

interface LoadedConfig<V extends Variables> {
  config: ConfigOf<V>;
  /** One sentence each, to be logged once the process has a logger. */
  warnings: readonly string[];
}

/**
 * The configuration of a process, or its end: all problems go to standard error and the process
 * exits with 78. `judge` says, in sentences with the remedy, what is wrong with settings that are
 * each fine alone.
 */
export function loadConfig<V extends Variables>(
  variables: V,
  options: {
    app: string;
    environment: Environment;
    judge?: (config: ConfigOf<V>) => string | readonly string[] | undefined;
  },
): LoadedConfig<V> {
  const { app, environment, judge } = options;
  const reading = readEnvironment(variables, environment, (path) => readFileSync(path, 'utf8'));
  if (reading.kind === 'invalid') return refuse(app, reading.problems);
  const problems = [judge?.(reading.config) ?? []].flat();
  return problems.length === 0 ? reading : refuse(app, problems);
}

function refuse(app: string, problems: readonly string[]): never {
  const lines = problems.map((problem) => `  - ${problem}`).join('\n');
  process.stderr.write(`${app} cannot start, its configuration is wrong:\n${lines}\n`);
  process.exit(configurationExitCode);
}
