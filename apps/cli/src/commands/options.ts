import { InvalidArgumentError, Option } from 'commander';

/** Of a command that lists. */
export interface PageOptions {
  reason?: string;
  skip: number;
  limit: number;
  json?: true;
}

const count = createIntegerParser({ minimum: 0, maximum: 999_999_999 });

/** Options that several commands share, each in the same words. */
export const options = {
  json: () => new Option('--json', 'answer in JSON, with stable fields'),
  skip: () => new Option('--skip <n>', 'pass over the first n').argParser(count).default(0),
  limit: () => new Option('--limit <n>', 'show n at most').argParser(count).default(50),
  why: () =>
    new Option('--why <text>', 'why, for the order’s timeline')
      .argParser(parseText)
      .makeOptionMandatory(),
  by: (osUser: string) =>
    new Option('--by <name>', 'who decides').argParser(parseText).default(osUser),
  dryRun: () => new Option('--dry-run', 'only say what would be done'),
  all: () => new Option('--all', 'all of them, or all of one --reason'),
  yes: (meaning: string) => new Option('--yes', meaning),
};

/** Reads a whole number from `minimum` to `maximum`, both included. */
export function createIntegerParser({ minimum, maximum }: { minimum: number; maximum: number }) {
  return (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`It must be a whole number, ${minimum} to ${maximum}.`);
  };
}

function parseText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text.trim();
}
