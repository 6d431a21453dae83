import { InvalidArgumentError, Option } from 'commander';

/** Of a command that lists. */
export interface PageOptions {
  reason?: string;
  skip: number;
  limit: number;
  json?: true;
}

/** Options that several commands share, each in the same words. */
export const options = {
  json: () => new Option('--json', 'answer in JSON, with stable fields'),
  skip: () => new Option('--skip <n>', 'pass over the first n').argParser(parseCount).default(0),
  limit: () => new Option('--limit <n>', 'show n at most').argParser(parseCount).default(50),
  why: () =>
    new Option('--why <text>', 'why, for the order’s timeline')
      .argParser(parseText)
      .makeOptionMandatory(),
  by: (osUser: string) =>
    new Option('--by <name>', 'who decides').argParser(parseText).default(osUser),
  dryRun: () => new Option('--dry-run', 'only say what would be done'),
  all: () => new Option('--all', 'all of them, or all of one --reason'),
  yes: () => new Option('--yes', 'yes, discard --all for good'),
};

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function parseText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text.trim();
}
