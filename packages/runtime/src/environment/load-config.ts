import { createScrubber, type Scrubber } from '../scrubber/create-scrubber.ts';
import { readEnvironment, type Environment } from './read-environment.ts';
import { readSecretFile, warnOfOpenFile } from './read-secret-file.ts';
import type { ConfigOf, Variables } from './variable.ts';

/** `EX_CONFIG` of sysexits(3): something was configured wrongly. */
const configurationExitCode = 78;

interface LoadedConfig<V extends Variables> {
  config: ConfigOf<V>;
  /** One sentence each, to be logged once the process has a logger. */
  warnings: readonly string[];
  /** Knows the secrets among them. */
  scrubber: Scrubber;
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
  const reading = readEnvironment(variables, environment, readSecretFile);
  if (reading.kind === 'invalid') return refuse(app, reading.problems);
  const problems = [judge?.(reading.config) ?? []].flat();
  if (problems.length > 0) return refuse(app, problems);
  hideEnvironmentInReports();
  const { config, warnings, secrets } = reading;
  return {
    config,
    warnings: [...warnings, ...warnOfOpenFiles(variables, environment)],
    scrubber: createScrubber(secrets),
  };
}

function warnOfOpenFiles(variables: Variables, environment: Environment): string[] {
  return Object.values(variables).flatMap(({ name, secret }) => {
    const path = secret ? (environment[`${name}_FILE`] ?? '') : '';
    return path === '' ? [] : (warnOfOpenFile(name, path) ?? []);
  });
}

/** Node's own reports of a crash would show the environment as it was at the start; since Node 22.13. */
function hideEnvironmentInReports(): void {
  const report = process.report as { excludeEnv?: boolean } | undefined;
  if (report !== undefined && 'excludeEnv' in report) report.excludeEnv = true;
}

function refuse(app: string, problems: readonly string[]): never {
  const lines = problems.map((problem) => `  - ${problem}`).join('\n');
  process.stderr.write(`${app} cannot start, its configuration is wrong:\n${lines}\n`);
  process.exit(configurationExitCode);
}
