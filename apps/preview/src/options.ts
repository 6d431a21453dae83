import { Command, CommanderError, InvalidArgumentError } from 'commander';

export type OptionsReading =
  /** Port 0 is any free one. */
  | { kind: 'run'; port: number }
  /** A mistake or a wish for help: print the text and end with the code. */
  | { kind: 'end'; exitCode: number; text: string };

/** Reads the arguments that follow `npm run preview --`. */
export function parseOptions(argv: readonly string[]): OptionsReading {
  let text = '';
  const collect = (part: string): void => {
    text += part;
  };
  const command = new Command('npm run preview --')
    .description('Shows every mail there is on one page, and anew on each change.')
    .option('--port <number>', 'port on 127.0.0.1 (default: a free one)', parsePort, 0)
    .allowExcessArguments(false)
    .showHelpAfterError('(npm run preview -- --help shows the options)')
    .configureOutput({ writeOut: collect, writeErr: collect })
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return { kind: 'end', exitCode: error.exitCode, text };
    throw error;
  }
  return { kind: 'run', ...command.opts<{ port: number }>() };
}

function parsePort(value: string): number {
  const port = /^\d{1,5}$/u.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
}
