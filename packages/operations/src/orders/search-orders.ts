import type { FindOrders, Ledger } from '@ticketpost/ledger';
import type { DeliveryPlace } from './find-delivery-place.ts';
import { judgeOrder } from './judge-order.ts';
import type { OrderStanding } from './order-standing.ts';

/** An order that was found, and how it stands. */
export interface FoundOrder {
  orderNo: string;
  state: OrderStanding['kind'];
  /** When it last changed; RFC 3339 in UTC. */
  at: string;
}

export interface OrderSearch {
  orders: FoundOrder[];
  /** The query is the id of this delivery, which no worker has worked off so far. */
  delivery?: { deliveryId: string; place: DeliveryPlace };
  /** Given back as `after`, leads to the next page; absent on the last. */
  next?: string;
}

export interface SearchOrdersOptions {
  ledger: Pick<Ledger, 'read'>;
  findOrders: FindOrders;
  findDeliveryPlace: (deliveryId: string) => Promise<DeliveryPlace | undefined>;
}

/** The longest order number that can be stored. Whatever is longer is nothing that we know. */
const longestQuery = 128;

/**
 * Makes the search for orders by order number, booking reference, ticket number or delivery id; what the
 * query is, is found out by looking for each.
 */
export function createSearchOrders(options: SearchOrdersOptions) {
  const { ledger, findOrders, findDeliveryPlace } = options;

  const describe = async (orderNo: string): Promise<FoundOrder[]> => {
    const record = await ledger.read(orderNo);
    if (record === undefined) return [];
    const at = record.timeline.reduce(
      (latest, entry) => (entry.at > latest ? entry.at : latest),
      record.booking?.storedAt ?? '',
    );
    return [{ orderNo, state: judgeOrder(record).kind, at }];
  };

  return async function searchOrders(
    text: string,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<OrderSearch> {
    const query = text.trim();
    if (query === '' || query.length > longestQuery) return { orders: [] };
    const isFirstPage = after === undefined;
    const [found, place] = await Promise.all([
      findOrders(query, { after, limit }),
      isFirstPage ? findDeliveryPlace(query) : undefined,
    ]);
    const named = isFirstPage ? [...new Set([query, query.toUpperCase()])] : [];
    const own = (await Promise.all(named.map(describe))).flat();
    const ownNos = new Set(own.map(({ orderNo }) => orderNo));
    const others = found.orderNos.filter((orderNo) => !ownNos.has(orderNo));
    const described = await Promise.all(others.map(describe));
    return {
      orders: [...own, ...described.flat()],
      ...(place === undefined ? {} : { delivery: { deliveryId: query, place } }),
      ...(found.next === undefined ? {} : { next: found.next }),
    };
  };
}
