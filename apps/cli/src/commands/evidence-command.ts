import { formatEvidence, type Evidence } from '@ticketpost/evidence';
import { describeMissingKeys } from '@ticketpost/queue';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../output/to-printable.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

interface EvidenceOptions {
  why?: string;
  by: string;
  json?: true;
}

/** `ticketpost evidence`. */
export function createEvidenceCommand({ terminal, osUser, run }: CommandContext): Command {
  return new Command('evidence')
    .description('print what is on record of one delivery, to be sent to the supplier')
    .argument('<deliveryId>')
    .addOption(new Option('--why <text>', 'why, for the audit log'))
    .addOption(options.by(osUser))
    .addOption(options.json())
    .action(async (deliveryId: string, { why, by, json }: EvidenceOptions) => {
      await run(async (operations) => {
        const outcome = await operations.readEvidence(deliveryId, { by, why, via: 'cli' });
        if (outcome.kind === 'not_found') {
          if (json === true) {
            terminal.print(`${JSON.stringify({ deliveryId, outcome: 'not_found' })}\n`);
          }
          terminal.remark('nothing is on record of such a delivery');
          const missingKeys = await operations.findMissingKeys();
          if (missingKeys.length > 0) {
            terminal.remark(
              `note: some of what is stored cannot be found. ${describeMissingKeys(missingKeys)}`,
            );
          }
          return exitCodes.incomplete;
        }
        const formatText = (one: Evidence) =>
          formatEvidence(one).split('\n').map(toPrintable).join('\n');
        const { evidence } = outcome;
        terminal.print(json === true ? `${JSON.stringify(evidence)}\n` : formatText(evidence));
        return exitCodes.done;
      });
    });
}
