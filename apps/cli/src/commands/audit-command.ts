import { showAuditEntry, type AuditEntry } from '@ticketpost/operations';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

interface ListOptions {
  before?: string;
  limit: number;
  json?: true;
}

/** `ticketpost audit`. */
export function createAuditCommand(context: CommandContext): Command {
  return new Command('audit')
    .description('who did what, when and why')
    .addCommand(createListCommand(context))
    .addCommand(createExportCommand(context));
}

function createListCommand({ terminal, run }: CommandContext): Command {
  return new Command('list')
    .description('show it, newest first')
    .addOption(new Option('--before <id>', 'only what is older than this entry'))
    .addOption(options.limit())
    .addOption(options.json())
    .action(async ({ before, limit, json }: ListOptions) => {
      await run(async (operations) => {
        const { entries: found, next } = await operations.audit.list({ before, limit });
        const entries = found.map(showAuditEntry);
        if (json === true) {
          const more = next === undefined ? {} : { next };
          terminal.print(`${JSON.stringify({ entries, ...more })}\n`);
          return exitCodes.done;
        }
        const header = ['AT', 'WHO', 'WHAT', 'ABOUT', 'OUTCOME', 'WHY'];
        terminal.print(formatTable(header, entries.map(formatRow)));
        if (next !== undefined) terminal.remark(`there are more: --before ${next} shows them`);
        return exitCodes.done;
      });
    });
}

/** One JSON object a line, whatever the number of entries: nothing is gathered. */
function createExportCommand({ terminal, run }: CommandContext): Command {
  return new Command('export')
    .description('print all of it, oldest first, one JSON object a line')
    .addOption(options.json())
    .action(async () => {
      await run(async (operations) => {
        for await (const entry of operations.audit.export()) {
          terminal.print(`${JSON.stringify(showAuditEntry(entry))}\n`);
        }
        return exitCodes.done;
      });
    });
}

function describeUnreadable({ missingKey }: AuditEntry): string {
  return missingKey === undefined
    ? 'altered since it was sealed'
    : `sealed with the key "${missingKey}": put it back into PAYLOAD_KEYS`;
}

function formatRow(entry: AuditEntry): (string | undefined)[] {
  const { at, by, role, via, action, orderNo, deliveryId, detail, outcome, why, isUnreadable } =
    entry;
  return [
    at,
    `${by} (${[role, via].filter((part) => part !== undefined).join(', ')})`,
    action,
    [orderNo, deliveryId, detail].filter((part) => part !== undefined).join(' '),
    outcome ?? 'unknown',
    isUnreadable === true ? `(${describeUnreadable(entry)})` : why,
  ];
}
