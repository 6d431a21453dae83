import { describeMissingKeys } from '@ticketpost/queue';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import type { CommandContext } from './command-context.ts';
import { createDecisionCommand } from './decision-command.ts';
import { options, type PageOptions } from './options.ts';

const reason = () => new Option('--reason <code>', 'only those whose reason begins with this code');

/** `ticketpost dead-letters`. */
export function createDeadLettersCommand(context: CommandContext): Command {
  return new Command('dead-letters')
    .description('deliveries that will not be tried again')
    .addCommand(createListCommand(context))
    .addCommand(createCountCommand(context))
    .addCommand(
      createDecisionCommand(context, {
        name: 'redrive',
        description: 'put them back on the queue; no mail is sent twice by it',
        isFinal: false,
        more: [
          reason(),
          new Option('--even-if-uncertain', 'send again also where a copy may have arrived'),
        ],
        find: (operations, reasonCode) => operations.findDeadLetters({ reasonCode }),
        decide: (operations, decision, { evenIfUncertain }) =>
          operations.redriveDeadLetter({ ...decision, evenIfUncertain }),
      }),
    )
    .addCommand(
      createDecisionCommand(context, {
        name: 'discard',
        description: 'remove them for good',
        isFinal: true,
        more: [reason()],
        find: (operations, reasonCode) => operations.findDeadLetters({ reasonCode }),
        decide: (operations, decision) => operations.discardDeadLetter(decision),
      }),
    );
}

function createListCommand({ terminal, run }: CommandContext): Command {
  return new Command('list')
    .description('show them, oldest first')
    .addOption(reason())
    .addOption(options.skip())
    .addOption(options.limit())
    .addOption(options.json())
    .action(async ({ reason: reasonCode, skip, limit, json }: PageOptions) => {
      await run(async (operations) => {
        const { items, hasMore } = await operations.listDeadLetters({ reasonCode, skip, limit });
        const deadLetters = items.map((item) => ({
          missingKey: operations.findMissingKeyOf(item),
          deliveryId: item.deliveryId,
          orderNo: item.orderNo,
          type: item.type,
          receivedAt: item.receivedAt,
          failedAt: item.failedAt,
          attempts: item.attempts,
          reasonCode: item.reasonCode,
          reason: item.reason,
        }));
        if (json === true) {
          terminal.print(`${JSON.stringify({ deadLetters, hasMore })}\n`);
          return exitCodes.done;
        }
        const rows = deadLetters.map((item) => [
          item.failedAt,
          item.deliveryId,
          item.orderNo,
          item.type,
          String(item.attempts),
          item.reason,
        ]);
        const header = ['FAILED AT', 'DELIVERY', 'ORDER', 'TYPE', 'ATTEMPTS', 'REASON'];
        terminal.print(formatTable(header, rows));
        const missing = new Set(deadLetters.flatMap(({ missingKey }) => missingKey ?? []));
        if (missing.size > 0) {
          terminal.remark(
            `note: not all that they carry can be read. ${describeMissingKeys([...missing])}`,
          );
        }
        if (hasMore) terminal.remark(`there are more: --skip ${skip + limit} shows them`);
        return exitCodes.done;
      });
    });
}

function createCountCommand({ terminal, run }: CommandContext): Command {
  return new Command('count')
    .description('count them by reason')
    .addOption(options.json())
    .action(async ({ json }: { json?: true }) => {
      await run(async (operations) => {
        const counts = await operations.countDeadLetters();
        const rows = Object.entries(counts).map(([code, count]) => [code, String(count)]);
        terminal.print(
          json === true
            ? `${JSON.stringify({ counts })}\n`
            : formatTable(['REASON', 'COUNT'], rows),
        );
        return exitCodes.done;
      });
    });
}
