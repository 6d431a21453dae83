import type { FindOrders, Ledger, OrderRecord } from '@ticketpost/ledger';
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
  /**
   * Nothing was found; what these keys sealed is found by its order number alone while they are not at
   * hand.
   */
  missingKeys?: string[];
  /** Given back as `after`, leads to the next page; absent on the last. */
  next?: string;
}

export interface SearchOrdersOptions {
  ledger: Pick<Ledger, 'read'>;
  findOrders: FindOrders;
  findDeliveryPlace: (deliveryId: string) => Promise<DeliveryPlace | undefined>;
  /** Ids of keys that something is sealed with, and that are not at hand. */
  findMissingKeys: () => Promise<string[]>;
}

/** The longest order number that can be stored. Whatever is longer is nothing that we know. */
const longestQuery = 128;

/**
 * Makes the search for orders by order number, booking reference, ticket number or delivery id; what the
 * query is, is found out by looking for each.
 */
export function createSearchOrders(options: SearchOrdersOptions) {
  const { ledger, findOrders, findDeliveryPlace, findMissingKeys } = options;

  const describe = async (orderNo: string): Promise<FoundOrder[]> => {
    const record = await ledger.read(orderNo);
    return record === undefined ? [] : [toFound(record)];
  };

  /** What was erased is found by its number alone, also while the index still knows more. */
  const describeHit = async (orderNo: string): Promise<FoundOrder[]> => {
    const record = await ledger.read(orderNo);
    return record === undefined || record.isErased === true ? [] : [toFound(record)];
  };

  const toFound = (record: OrderRecord): FoundOrder => {
    const { orderNo } = record;
    const at = record.timeline.reduce(
      (latest, entry) => (entry.at > latest ? entry.at : latest),
      record.booking?.storedAt ?? '',
    );
    return { orderNo, state: judgeOrder(record).kind, at };
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
    const described = await Promise.all(others.map(describeHit));
    const orders = [...own, ...described.flat()];
    const isNothing = isFirstPage && orders.length === 0 && place === undefined;
    const missingKeys = isNothing ? await findMissingKeys() : [];
    return {
      orders,
      ...(missingKeys.length === 0 ? {} : { missingKeys }),
      ...(place === undefined ? {} : { delivery: { deliveryId: query, place } }),
      ...(found.next === undefined ? {} : { next: found.next }),
    };
  };
}
