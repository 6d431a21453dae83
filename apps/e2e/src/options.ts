import { Command, CommanderError, InvalidArgumentError } from 'commander';

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

export type OptionsReading =
  | { kind: 'run'; options: FaultOptions }
  /** A mistake or a wish for help: print the text and end with the code. */
  | { kind: 'end'; exitCode: number; text: string };

const largestSeed = 2 ** 31 - 1;

/** Reads the arguments that follow `npm run faults --`. */
export function parseOptions(
  argv: readonly string[],
  scenarios: readonly { name: string; sentence: string }[],
): OptionsReading {
  let text = '';
  const collect = (part: string): void => {
    text += part;
  };
  const names = scenarios.map(({ name }) => name);
  const readScenario = (name: string, earlier: string[]): string[] => {
    if (!names.includes(name)) throw new InvalidArgumentError(`One of: ${names.join(', ')}`);
    return [...earlier, name];
  };
  const command = new Command('npm run faults --')
    .description('Hurts the built apps in every way it knows, and counts what was lost or doubled.')
    .option('--seed <number>', 'seed of the first round (default: by chance)', readInteger)
    .option('--minutes <number>', 'begin no further round after that long', readMinutes, 0)
    .option('--scenario <name>', 'only this one; may be given again', readScenario, [])
    .option('--at-once <number>', 'how many scenarios run at a time', readInteger, 1)
    .option('--small', 'the small form of each scenario, as in npm test', false)
    .option('--markdown', 'print the table in Markdown', false)
    .option('--json', 'print the rows and all breaches as JSON', false)
    .option('--keep-logs', 'keep the logs of rounds in which nothing broke too', false)
    .addHelpText(
      'after',
      `\nScenarios:\n${scenarios.map(({ name, sentence }) => `  ${name}: ${sentence}`).join('\n')}`,
    )
    .allowExcessArguments(false)
    .showHelpAfterError('(npm run faults -- --help shows the options)')
    .configureOutput({ writeOut: collect, writeErr: collect })
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'end', exitCode: error.exitCode, text };
  }
  return { kind: 'run', options: command.opts<FaultOptions>() };
}

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > largestSeed) {
    throw new InvalidArgumentError(`A whole number, 1 to ${largestSeed}.`);
  }
  return value;
}

function readMinutes(text: string): number {
  const value = Number(text);
  if (!(value >= 0)) throw new InvalidArgumentError('A number of minutes.');
  return value;
}
