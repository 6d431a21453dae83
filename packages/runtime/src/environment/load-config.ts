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
 * exits with 78.
 */
export function loadConfig<V extends Variables>(
  variables: V,
  options: { app: string; environment: Environment },
): LoadedConfig<V> {
  const reading = readEnvironment(variables, options.environment, (path) =>
    readFileSync(path, 'utf8'),
  );
  if (reading.kind === 'valid') return reading;
  const lines = reading.problems.map((problem) => `  - ${problem}`).join('\n');
  process.stderr.write(`${options.app} cannot start, its configuration is wrong:\n${lines}\n`);
  process.exit(configurationExitCode);
}
