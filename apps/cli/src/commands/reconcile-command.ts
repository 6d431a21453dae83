import { Command, InvalidArgumentError, Option } from 'commander';
import type { Reconciliation } from '@ticketpost/operations';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import {
  describeSupplierFailure,
  exitCodeOf,
  supplierFailureToJson,
} from '../output/supplier-failure.ts';
import { toPrintable } from '../output/to-printable.ts';
import { readInstant } from '../read-instant.ts';
import type { CommandContext } from './command-context.ts';
import { createIntegerParser, options } from './options.ts';
import { takeStock, type OpenOrder } from './take-stock.ts';

interface ReconcileOptions {
  from: Date;
  to?: Date;
  pageSize: number;
  pagesPerMinute: number;
  by: string;
  yes?: true;
  json?: true;
}

interface FedOrder extends OpenOrder {
  outcome: 'queued' | 'not_stored';
}

const standingWords = { owed: 'owed', before_start: 'owed, from before the start' };
const feedWords = { queued: 'queued', not_stored: 'Redis did not take it in time: try again' };

/** `ticketpost reconcile`. */
export function createReconcileCommand({
  terminal,
  osUser,
  runWithSupplier,
}: CommandContext): Command {
  const command = new Command('reconcile')
    .description('find ticketed orders that no mail was sent for, and have it sent')
    .addOption(
      new Option('--from <when>', 'orders created since this day (UTC) or RFC 3339 time')
        .argParser(parseInstant('start'))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--to <when>', 'and until the end of this day or this time; now if not given')
        // A default of commander's would be the time at which the command was defined.
        .argParser(parseInstant('end')),
    )
    .addOption(
      new Option('--page-size <n>', 'orders asked for at a time')
        .argParser(createIntegerParser({ minimum: 1, maximum: 100 }))
        .default(50),
    )
    .addOption(
      new Option('--pages-per-minute <n>', 'how fast the supplier is asked')
        .argParser(createIntegerParser({ minimum: 1, maximum: 600 }))
        .default(20),
    )
    .addOption(options.by(osUser))
    .addOption(options.yes('yes, put them on the queue without asking'))
    .addOption(options.json());

  return command.action(async (wanted: ReconcileOptions) => {
    const { from, to = new Date(), pageSize, pagesPerMinute, by, yes, json } = wanted;
    if (from >= to) command.error('error: --from must be before --to, and before now');
    const print = (text: string) => {
      if (json !== true) terminal.print(text);
    };

    await runWithSupplier(async ({ operations, account }) => {
      const reconciliation = operations.reconciliationOf(account);
      const startMark = await reconciliation.startMark();
      const remark = remarkOnStart(startMark, from);
      if (remark !== undefined) terminal.remark(`note: ${remark}`);

      const period = { from, to, pageSize, pagesPerMinute };
      const stock = await takeStock(reconciliation.sweep(period), (order) => {
        print(formatLine(order, standingWords[order.standing]));
      });
      const { open, counts, failure } = stock;
      const countRows = Object.entries(counts).map(([standing, count]) => [
        standing,
        String(count),
      ]);
      print(formatTable(['STANDING', 'ORDERS'], countRows));
      const answer = (
        outcome: object,
        words: string,
        exitCode: number,
        orders: object[] = open,
      ): number => {
        const about = { from, to, startMark: startMark ?? null, counts, orders };
        if (json === true) terminal.print(`${JSON.stringify({ ...outcome, ...about })}\n`);
        terminal.remark(words);
        return exitCode;
      };

      if (failure !== undefined) {
        const words = `nothing was done, the list was only seen in part: ${describeSupplierFailure(failure)}`;
        return answer(supplierFailureToJson(failure), words, exitCodeOf(failure));
      }
      if (open.length === 0) return answer({ outcome: 'done' }, 'no order is owed', exitCodes.done);
      if (yes !== true) {
        const what = `${open.length} ${open.length === 1 ? 'order' : 'orders'}`;
        if (terminal.confirm === undefined) {
          const words = `nothing was done: --yes puts ${what} on the queue`;
          return answer({ outcome: 'possible' }, words, exitCodes.done);
        }
        if (!(await terminal.confirm(`Put ${what} on the queue?`))) {
          return answer({ outcome: 'declined' }, 'nothing was done', exitCodes.done);
        }
      }
      const detail = `${open.length} orders of ${from.toISOString()} to ${to.toISOString()}`;
      const { kind, fed, queuedCount } = await operations.audit.around(
        { action: 'reconcile', by, via: 'cli', detail },
        () =>
          feedAll(reconciliation, open, (order) => {
            print(formatLine(order, feedWords[order.outcome]));
          }),
      );
      const isDone = kind === 'done';
      return answer(
        { outcome: kind },
        `${queuedCount} of ${fed.length} queued`,
        isDone ? exitCodes.done : exitCodes.incomplete,
        fed,
      );
    });
  });
}

function parseInstant(edge: 'start' | 'end') {
  return (text: string): Date => {
    const instant = readInstant(text, edge);
    if (instant !== undefined) return instant;
    throw new InvalidArgumentError('It must be like 2026-01-31 or 2026-01-31T12:00:00Z.');
  };
}

function formatLine({ orderNo, createdAt = '-' }: OpenOrder, words: string): string {
  return `${[orderNo, createdAt, words].map(toPrintable).join('  ')}\n`;
}

/** What was there before the product may have mailed what it now finds. */
function remarkOnStart(startMark: Date | undefined, from: Date): string | undefined {
  if (startMark === undefined) {
    return 'no start mark: no worker has looked after this account yet, so something else may have mailed any of these orders';
  }
  if (from >= startMark) return undefined;
  return `the period begins before ${startMark.toISOString()}, when a worker first looked after this account: something else may have mailed the orders from before`;
}

async function feedAll(
  reconciliation: Reconciliation,
  orders: readonly OpenOrder[],
  onFed: (order: FedOrder) => void,
): Promise<{ kind: 'done' | 'incomplete'; fed: FedOrder[]; queuedCount: number }> {
  const fed: FedOrder[] = [];
  for (const order of orders) {
    const { kind } = await reconciliation.feed(order.orderNo);
    const after = { ...order, outcome: kind === 'stored' ? 'queued' : kind } as const;
    fed.push(after);
    onFed(after);
  }
  const queuedCount = fed.filter(({ outcome }) => outcome === 'queued').length;
  return { kind: queuedCount === fed.length ? 'done' : 'incomplete', fed, queuedCount };
}
