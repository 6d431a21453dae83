import { Command, InvalidArgumentError } from 'commander';
import {
  createReadMinutes,
  parseCommand,
  readInteger,
  type CommandReading,
} from './command/parse-command.ts';

interface FaultOptions {
  /** Of the first round; by chance when not given. */
  seed?: number;
  /** Rounds go on until they are over; at least one is played whole. */
  minutes: number;
  /** Names; all when empty. */
  scenario: string[];
  /** How many scenarios run at a time. */
  atOnce: number;
  small: boolean;
  markdown: boolean;
  json: boolean;
  keepLogs: boolean;
}

/** Reads the arguments that follow `npm run faults --`. */
export function parseOptions(
  argv: readonly string[],
  scenarios: readonly { name: string; sentence: string }[],
): CommandReading<FaultOptions> {
  const names = scenarios.map(({ name }) => name);
  const readScenario = (name: string, earlier: string[]): string[] => {
    if (!names.includes(name)) throw new InvalidArgumentError(`One of: ${names.join(', ')}`);
    return [...earlier, name];
  };
  const command = new Command('npm run faults --')
    .description('Hurts the built apps in every way it knows, and counts what was lost or doubled.')
    .option('--seed <number>', 'seed of the first round (default: by chance)', readInteger)
    .option(
      '--minutes <number>',
      'begin no further round after that long',
      createReadMinutes({ allowsNone: true }),
      0,
    )
    .option('--scenario <name>', 'only this one; may be given again', readScenario, [])
    .option('--at-once <number>', 'how many scenarios run at a time', readInteger, 1)
    .option('--small', 'the small form of each scenario, as in npm test', false)
    .option('--markdown', 'print the table in Markdown', false)
    .option('--json', 'print the rows and all breaches as JSON', false)
    .option('--keep-logs', 'keep the logs of rounds in which nothing broke too', false)
    .addHelpText(
      'after',
      `\nScenarios:\n${scenarios.map(({ name, sentence }) => `  ${name}: ${sentence}`).join('\n')}`,
    );
  return parseCommand<FaultOptions>(command, argv);
}
