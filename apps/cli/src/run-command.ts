import type { Environment } from '@ticketpost/runtime';
import { Command, CommanderError } from 'commander';
import { createDeadLettersCommand } from './commands/dead-letters-command.ts';
import type { CommandContext } from './commands/command-context.ts';
import { createQuarantineCommand } from './commands/quarantine-command.ts';
import { createReconcileCommand } from './commands/reconcile-command.ts';
import { createRegisterCommand } from './commands/register-command.ts';
import { createTemplatesCommand } from './commands/templates-command.ts';
import { exitCodes } from './exit-codes.ts';
import { loadSettings } from './load-settings.ts';
import type { Terminal } from './terminal.ts';
import { UnavailableError, useOperations } from './use-operations.ts';
import { ConfigurationError, useSupplier } from './use-supplier.ts';

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
    run: async (use) => {
      exitCode = await useOperations(loadSettings(environment), use);
    },
    runWithSupplier: async (use) => {
      exitCode = await useSupplier(loadSettings(environment), use);
    },
    runAlone: (use) => {
      exitCode = use();
    },
  };
  const program = new Command('ticketpost')
    .description('What people do by hand with Ticketpost, from a terminal.')
    .addCommand(createDeadLettersCommand(context))
    .addCommand(createQuarantineCommand(context))
    .addCommand(createReconcileCommand(context))
    .addCommand(createRegisterCommand(context))
    .addCommand(createTemplatesCommand(context))
    .addHelpText('after', helpText);
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

const helpText = `
Reads REDIS_URL, PAYLOAD_KEYS (or PAYLOAD_KEYS_FILE), NODE_ENV, and for what asks the supplier
ATLAS_BASE_URL, ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET (or ATLAS_CLIENT_SECRET_FILE) and
ATLAS_TIMEOUT_MS, as the worker does.
Exits with 0 when all was done, 1 when some could not be, 2 on wrong usage, 69 when Redis or the
supplier cannot be reached, 78 when the configuration is wrong.`;
