import { Command, InvalidArgumentError } from 'commander';
import {
  createReadMinutes,
  parseCommand,
  readInteger,
  type CommandReading,
} from '../command/parse-command.ts';
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

/** Reads the arguments that follow `npm run fuzz --`. */
export function parseFuzzOptions(argv: readonly string[]): CommandReading<ParsedOptions> {
  const readDoor = (name: string, earlier: Door[]): Door[] => {
    const door = doors.find((known) => known === name);
    if (door === undefined) throw new InvalidArgumentError(`One of: ${doors.join(', ')}`);
    return [...earlier, door];
  };
  const command = new Command('npm run fuzz --')
    .description('Throws garbage at the running system beside honest traffic, and judges both.')
    .option('--minutes <number>', 'for how long', createReadMinutes(), 1)
    .option('--seed <number>', 'which requests (default: by chance)', readInteger)
    .option('--only <door>', `only at this one: ${doors.join(' or ')}`, readDoor, [])
    .option('--connections <number>', 'how many requests are under way at once', readInteger, 12)
    .option('--from <number>', 'begin with this request', readInteger, 1)
    .option('--count <number>', 'end after so many requests, whatever the minutes', readInteger)
    .option('--json', 'print the result as JSON', false)
    .option('--keep-logs', 'keep the logs when nothing broke too', false);
  return parseCommand<ParsedOptions>(command, argv);
}
