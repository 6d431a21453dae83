import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { doors, type Door } from './requests/fuzz-request.ts';

interface ParsedOptions {
  seed?: number;
  minutes: number;
  only: Door[];
  connections: number;
  from: number;
  count?: number;
  json: boolean;
  keepLogs: boolean;
}

export type FuzzOptionsReading =
  | { kind: 'run'; options: ParsedOptions }
  /** A mistake or a wish for help: print the text and end with the code. */
  | { kind: 'end'; exitCode: number; text: string };

/** Reads the arguments that follow `npm run fuzz --`. */
export function parseFuzzOptions(argv: readonly string[]): FuzzOptionsReading {
  let text = '';
  const collect = (part: string): void => {
    text += part;
  };
  const readDoor = (name: string, earlier: Door[]): Door[] => {
    const door = doors.find((known) => known === name);
    if (door === undefined) throw new InvalidArgumentError(`One of: ${doors.join(', ')}`);
    return [...earlier, door];
  };
  const command = new Command('npm run fuzz --')
    .description('Throws garbage at the running system beside honest traffic, and judges both.')
    .option('--minutes <number>', 'for how long', readMinutes, 1)
    .option('--seed <number>', 'which requests (default: by chance)', readInteger)
    .option('--only <door>', `only at this one: ${doors.join(' or ')}`, readDoor, [])
    .option('--connections <number>', 'how many requests are under way at once', readInteger, 12)
    .option('--from <number>', 'begin with this request', readInteger, 1)
    .option('--count <number>', 'end after so many requests, whatever the minutes', readInteger)
    .option('--json', 'print the result as JSON', false)
    .option('--keep-logs', 'keep the logs when nothing broke too', false)
    .allowExcessArguments(false)
    .showHelpAfterError('(npm run fuzz -- --help shows the options)')
    .configureOutput({ writeOut: collect, writeErr: collect })
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'end', exitCode: error.exitCode, text };
  }
  return { kind: 'run', options: command.opts<ParsedOptions>() };
}

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 2 ** 31 - 1) {
    throw new InvalidArgumentError('A whole number from 1.');
  }
  return value;
}

function readMinutes(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('A number of minutes.');
  return value;
}
