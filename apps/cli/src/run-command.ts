import type { Environment } from '@ticketpost/runtime';
import { CommanderError } from 'commander';
import type { CommandContext } from './commands/command-context.ts';
import { ConfigurationError, UnavailableError } from './command-error.ts';
import { createProgram } from './create-program.ts';
import { exitCodeMeanings, exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Runs `ticketpost` with its arguments. Answers the exit code; only a bug rejects. */
export async function runCommand(
  args: readonly string[],
  options: { environment: Environment; terminal: Terminal; osUser: string },
): Promise<number> {
  const { environment, terminal, osUser } = options;
  let exitCode: number = exitCodes.done;
  const context: CommandContext = {
    terminal,
    osUser,
    environment,
    // What works on Redis is only loaded when it is used: help and completion are at once.
    run: async (use) => {
      const { loadSettings } = await import('./load-settings.ts');
      const { useOperations } = await import('./use-operations.ts');
      exitCode = await useOperations(loadSettings(environment), use);
    },
    runOnRedis: async (use) => {
      const { loadSettings } = await import('./load-settings.ts');
      const { useOperations } = await import('./use-operations.ts');
      const settings = loadSettings(environment);
      exitCode = await useOperations(settings, (operations, redis) =>
        use({ ...settings, redis, operations }),
      );
    },
    runWithSupplier: async (use) => {
      const { loadSettings } = await import('./load-settings.ts');
      const { useSupplier } = await import('./use-supplier.ts');
      exitCode = await useSupplier(loadSettings(environment), use);
    },
    runAlone: async (use) => {
      exitCode = await use();
    },
  };
  const program = createProgram(context).addHelpText('after', helpText);
  for (const command of [program, ...program.commands.flatMap((c) => [c, ...c.commands])]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        terminal.print(text);
      },
      writeErr: (text) => {
        terminal.remark(text.trimEnd());
      },
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Asked for, help is an answer; unasked, it comes with a mistake.
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    }
    if (!(error instanceof UnavailableError || error instanceof ConfigurationError)) throw error;
    terminal.remark(`ticketpost: ${error.message}`);
    return error instanceof UnavailableError ? exitCodes.unavailable : exitCodes.configuration;
  }
}

const codes = Object.entries(exitCodes).map(
  ([name, code]) =>
    `  ${String(code).padStart(3)}  ${exitCodeMeanings[name as keyof typeof exitCodes]}`,
);

const helpText = `
Reads REDIS_URL, PAYLOAD_KEYS (or PAYLOAD_KEYS_FILE), NODE_ENV, and for what asks the supplier
ATLAS_BASE_URL, ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET (or ATLAS_CLIENT_SECRET_FILE) and
ATLAS_TIMEOUT_MS, for retention RETAIN_…, as the worker does; doctor reads all that the apps read.

Exit codes:
${codes.join('\n')}`;
