import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

/** `ticketpost export`. */
export function createExportCommand({ terminal, osUser, run }: CommandContext): Command {
  return new Command('export')
    .description('print all that is held about an order, opened, as JSON; it may be personal')
    .argument('<orderNo>')
    .addOption(new Option('--why <text>', 'why, for the audit log'))
    .addOption(options.by(osUser))
    .addOption(options.json())
    .action(async (orderNo: string, { why, by }: { why?: string; by: string }) => {
      await run(async (operations) => {
        const outcome = await operations.exportOrder(orderNo, { by, why, via: 'cli' });
        if (outcome.kind === 'not_found') {
          terminal.remark('nothing is held about such an order');
          return exitCodes.incomplete;
        }
        terminal.print(`${JSON.stringify(outcome.export, null, 2)}\n`);
        return exitCodes.done;
      });
    });
}
