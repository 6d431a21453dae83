import { CommanderError, InvalidArgumentError, type Command } from 'commander';

/** What a command line comes to. */
export type CommandReading<Options> =
  | { kind: 'run'; options: Options }
  /** A mistake or a wish for help: print the text and end with the code. */
  | { kind: 'end'; exitCode: number; text: string };

const largestInteger = 2 ** 31 - 1;

/** Reads the arguments that follow `npm run … --`; `command` is named so, and has its options. */
export function parseCommand<Options extends object>(
  command: Command,
  argv: readonly string[],
): CommandReading<Options> {
  let text = '';
  const collect = (part: string): void => {
    text += part;
  };
  command
    .allowExcessArguments(false)
    .showHelpAfterError(`(${command.name()} --help shows the options)`)
    .configureOutput({ writeOut: collect, writeErr: collect })
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'end', exitCode: error.exitCode, text };
  }
  return { kind: 'run', options: command.opts<Options>() };
}

export function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > largestInteger) {
    throw new InvalidArgumentError(`A whole number, 1 to ${largestInteger}.`);
  }
  return value;
}

/** Makes what reads minutes, whole or not: more than none, unless `allowsNone`. */
export function createReadMinutes({ allowsNone = false }: { allowsNone?: boolean } = {}) {
  return (text: string): number => {
    const value = Number(text);
    if (!(value > 0 || (allowsNone && value === 0))) {
      throw new InvalidArgumentError('A number of minutes.');
    }
    return value;
  };
}
