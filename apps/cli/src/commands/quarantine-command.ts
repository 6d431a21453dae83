import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { formatProblems } from '../output/format-problems.ts';
import { formatTable } from '../output/format-table.ts';
import type { CommandContext } from './command-context.ts';
import { createDecisionCommand } from './decision-command.ts';
import { options, type PageOptions } from './options.ts';
import { showDelivery } from './show-delivery.ts';

const reason = () =>
  new Option('--reason <code>', 'only those kept for this reason').choices([
    'malformed_json',
    'invalid_event',
  ]);

/** `ticketpost quarantine`. */
export function createQuarantineCommand(context: CommandContext): Command {
  return new Command('quarantine')
    .description('deliveries that could not be read')
    .addCommand(createListCommand(context))
    .addCommand(createShowCommand(context))
    .addCommand(
      createDecisionCommand(context, {
        name: 'release',
        description: 'let them in as if they had just come',
        isFinal: false,
        more: [reason()],
        find: (operations, wanted) => operations.findQuarantined({ reason: wanted }),
        decide: (operations, decision) => operations.releaseQuarantined(decision),
      }),
    )
    .addCommand(
      createDecisionCommand(context, {
        name: 'discard',
        description: 'remove them for good',
        isFinal: true,
        more: [reason()],
        find: (operations, wanted) => operations.findQuarantined({ reason: wanted }),
        decide: (operations, decision) => operations.discardQuarantined(decision),
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
    .action(async ({ reason: wanted, skip, limit, json }: PageOptions) => {
      await run(async (operations) => {
        const page = { reason: wanted, skip, limit };
        const { items, hasMore } = await operations.listQuarantine(page);
        const deliveries = items.map((item) => {
          const { kind, deliveryId } = item;
          if (item.kind === 'unreadable') return { deliveryId, kind, receivedAt: item.keptAt };
          const { receivedAt, reason: keptFor, problems } = item.delivery;
          return { deliveryId, kind, receivedAt, reason: keptFor, problems };
        });
        if (json === true) {
          terminal.print(`${JSON.stringify({ deliveries, hasMore })}\n`);
          return exitCodes.done;
        }
        const rows = deliveries.map((item) => [
          item.receivedAt,
          item.deliveryId,
          item.reason ?? item.kind,
          formatProblems(item.problems ?? []),
        ]);
        terminal.print(formatTable(['RECEIVED AT', 'DELIVERY', 'REASON', 'PROBLEMS'], rows));
        if (hasMore) terminal.remark(`there are more: --skip ${skip + limit} shows them`);
        return exitCodes.done;
      });
    });
}

function createShowCommand({ terminal, run }: CommandContext): Command {
  return new Command('show')
    .description('show one, and what this version makes of it')
    .argument('<deliveryId>')
    .option('--body', 'the body alone, as it came: it may hold names and passport numbers')
    .addOption(options.json())
    .action(async (deliveryId: string, wanted: { body?: true; json?: true }) => {
      await run(async (operations) => {
        const outcome = await operations.showQuarantined(deliveryId);
        return showDelivery(outcome, { ...wanted, deliveryId, terminal });
      });
    });
}
