import { hashPassword, minPasswordLength } from '@ticketpost/passwords';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

/** `ticketpost hash-password`: prints the hash and nothing else. */
export function createHashPasswordCommand({ terminal, runAlone }: CommandContext): Command {
  return new Command('hash-password')
    .description(
      'hash a password for DASHBOARD_USERS; it is asked for, or read from standard input',
    )
    .addOption(options.json())
    .action(async ({ json }: { json?: true }) => {
      await runAlone(async () => {
        const reading = await terminal.readPassword();
        if (reading.kind === 'interrupted') return exitCodes.interrupted;
        if (reading.kind === 'several_lines') {
          terminal.remark('Standard input holds more than one line. Give the password alone.');
          return exitCodes.incomplete;
        }
        if (reading.password.length < minPasswordLength) {
          terminal.remark(
            `The password is too short. Take one of at least ${minPasswordLength} characters.`,
          );
          return exitCodes.incomplete;
        }
        const hash = await hashPassword(reading.password);
        terminal.print(json === true ? `${JSON.stringify({ hash })}\n` : `${hash}\n`);
        return exitCodes.done;
      });
    });
}
