import type { Logger } from 'pino';
import { readEnvironment, type Environment } from '../environment/read-environment.ts';
import { readSecretFile } from '../environment/read-secret-file.ts';
import type { Variable } from '../environment/variable.ts';
import type { Scrubber } from '../scrubber/create-scrubber.ts';

/** What became of a value that a file had: `about` is for the log and holds nothing secret. */
export type Taking =
  | { kind: 'taken'; about: Readonly<Record<string, unknown>> }
  | { kind: 'refused'; problem: string };

/** A secret that a process takes anew while it runs. */
export interface Rereading {
  variable: Variable<unknown>;
  /** Reads, judges and takes it. */
  reread: (environment: Environment, readFile: (path: string) => string) => Taking;
}

/** One of them: `take` puts a value that the variable's own rules let through in place of the old one. */
export function defineRereading<T>(
  variable: Variable<T>,
  take: (value: NonNullable<T>) => Taking,
): Rereading {
  return {
    variable,
    reread(environment, readFile) {
      let text = '';
      const reading = readEnvironment({ value: variable }, environment, (path) => {
        text = readFile(path);
        return text;
      });
      if (reading.kind === 'invalid') {
        return { kind: 'refused', problem: reading.problems.join(' ') };
      }
      const { value } = reading.config;
      // A file that is empty for a moment is no wish to have none.
      if (value === undefined || value === null || text.trim() === '') {
        return { kind: 'refused', problem: `${variable.name}_FILE names a file that is empty.` };
      }
      return take(value);
    },
  };
}

/**
 * Reads the files of these secrets again with each SIGHUP. Each is taken by itself, at once and whole;
 * one that is wrong is refused, the old value stays, and the log says why. Answers whether it does: with
 * no file among them SIGHUP ends the process as ever, which `createShutdown` has to know.
 */
export function rereadOnHangUp(options: {
  rereadings: readonly Rereading[];
  environment: Environment;
  logger: Pick<Logger, 'info' | 'error'>;
  /** Is told what was read. */
  scrubber?: Pick<Scrubber, 'learn'> | undefined;
}): boolean {
  const { rereadings, environment, logger, scrubber } = options;
  const fromFiles = rereadings.filter(({ variable }) => isFromFile(variable, environment));
  if (fromFiles.length === 0) return false;
  process.on('SIGHUP', () => {
    for (const { variable, reread } of fromFiles) {
      const taking = reread(environment, (path) => {
        const text = readSecretFile(path);
        scrubber?.learn(text);
        return text;
      });
      const line = { variable: variable.name };
      if (taking.kind === 'taken') {
        logger.info({ ...line, ...taking.about }, 'read again, and in use from now on');
      } else {
        logger.error(
          { ...line, reason: taking.problem },
          'read again and refused: the old one stays',
        );
      }
    }
  });
  return true;
}

function isFromFile({ name, secret }: Variable<unknown>, environment: Environment): boolean {
  return secret && (environment[`${name}_FILE`] ?? '') !== '';
}
