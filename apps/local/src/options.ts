import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { ProgramForm } from './project-folder.ts';

export interface LocalOptions {
  /** Deliver the sample, find its mail, stop. */
  once: boolean;
  /** How many workers run, 1 to 16. */
  workers: number;
  /** The data folder as it was typed. */
  data?: string;
  /** Run what was built, or the sources, again on each change. */
  form: ProgramForm;
  /** Show the logs of the apps with `once` too. */
  verbose: boolean;
}

export type OptionsReading =
  | { kind: 'run'; options: LocalOptions }
  /** A mistake or a wish for help: print the text and end with the code. */
  | { kind: 'end'; exitCode: number; text: string };

const mostWorkers = 16;

/** Reads the arguments that follow `npm start --`. */
export function parseOptions(argv: readonly string[]): OptionsReading {
  let text = '';
  const collect = (part: string): void => {
    text += part;
  };
  const command = new Command('npm start --')
    .description(
      'Runs Ticketpost on this machine, with Redis, a mail inbox and a stand-in for the supplier.',
    )
    .option('--once', "deliver the supplier's sample, find its mail in the inbox, stop", false)
    .option('--workers <number>', `how many workers, 1 to ${mostWorkers}`, parseWorkers, 1)
    .option('--data <folder>', 'data folder (default: .ticketpost; with --once a temporary one)')
    .option('--watch', 'run the sources and start again on each change (npm run dev)', false)
    .option('--verbose', 'show the logs of the apps with --once too', false)
    .allowExcessArguments(false)
    .showHelpAfterError('(npm start -- --help shows the options)')
    .configureOutput({ writeOut: collect, writeErr: collect })
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return { kind: 'end', exitCode: error.exitCode, text };
    throw error;
  }
  const { watch, ...options } = command.opts<Omit<LocalOptions, 'form'> & { watch: boolean }>();
  return { kind: 'run', options: { ...options, form: watch ? 'watched' : 'built' } };
}

function parseWorkers(value: string): number {
  const count = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= mostWorkers) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostWorkers}.`);
}
