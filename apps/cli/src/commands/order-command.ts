import type { OrderSearch } from '@ticketpost/operations';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

interface OrderOptions {
  after?: string;
  limit: number;
  json?: true;
}

/** `ticketpost order`. */
export function createOrderCommand({ terminal, run }: CommandContext): Command {
  return new Command('order')
    .description('say whether the traveller got the mail, and what happened to the order')
    .argument('<what>', 'order number, booking reference, ticket number or delivery id')
    .addOption(new Option('--after <next>', 'the next page of many, as the last one named it'))
    .addOption(options.limit())
    .addOption(options.json())
    .action(async (what: string, { after, limit, json }: OrderOptions) => {
      const { formatOrder } = await import('../output/format-order.ts');
      const { orderToJson } = await import('../output/order-to-json.ts');
      await run(async (operations) => {
        const search = await operations.searchOrders(what, { after, limit });
        const [only, ...others] = search.orders;
        const isOne = only !== undefined && others.length === 0 && after === undefined;
        const order = isOne ? await operations.readOrder(only.orderNo) : undefined;
        if (json === true) {
          const answer = {
            ...search,
            ...(order === undefined ? {} : { order: orderToJson(order) }),
          };
          terminal.print(`${JSON.stringify(answer)}\n`);
        } else if (order !== undefined) {
          terminal.print(formatOrder(order));
        } else if (search.orders.length > 0) {
          const rows = search.orders.map(({ orderNo, state, at }) => [orderNo, state, at]);
          terminal.print(formatTable(['ORDER', 'STATE', 'LAST CHANGE'], rows));
        }
        remark(search, (line) => {
          terminal.remark(line);
        });
        const isKnown = search.orders.length > 0 || search.delivery !== undefined;
        return isKnown ? exitCodes.done : exitCodes.incomplete;
      });
    });
}

const places = {
  quarantine: 'is in quarantine: ticketpost quarantine show tells why',
  dead_letter: 'is a dead letter: ticketpost dead-letters list tells why',
  queue: 'is on the queue, or was worked off just now',
} as const;

function remark(
  { orders, delivery, next, missingKeys }: OrderSearch,
  say: (line: string) => void,
): void {
  if (delivery !== undefined) say(`the delivery ${places[delivery.place]}`);
  else if (orders.length === 0) say('no order is known by that');
  if (missingKeys !== undefined) {
    const keys = missingKeys.map((keyId) => `"${keyId}"`).join(', ');
    say(
      `note: without key ${keys} some orders are found by their order number alone: put it back into PAYLOAD_KEYS`,
    );
  }
  if (next !== undefined) say(`there are more: --after ${next} shows them`);
}
