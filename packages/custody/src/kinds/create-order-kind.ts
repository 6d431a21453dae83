import {
  decodeOrder,
  listSealedOfOrder,
  orderKey,
  resealFields,
  walkOrderNos,
  type RekeyTerms,
  type TermsOfOrder,
} from '@ticketpost/ledger';
import { contextOfReceipt, type Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { listRecordTerms } from '../list-order-terms.ts';
import type { KindResealing, OnBroken, SealedKind } from '../sealed-kind.ts';
import { createSwapFields, execAll } from '../swap-fields.ts';
import { findVisibleSeals } from '../find-visible-seals.ts';

/** In the place of those that cannot be seen: of no key that is known. */
const sealOfUnreadable = '';

interface OrderHash {
  orderNo: string;
  fields: Record<string, Buffer>;
}

/**
 * The ledger's orders. By what each is found is written under the first key before its sealed values
 * are, so that an order whose values are the first key's has its terms there too.
 */
export function createOrderKind(options: {
  redis: Redis;
  keyring: Keyring;
  rekeyTerms: RekeyTerms;
  now: () => number;
  onBroken: OnBroken;
}): SealedKind {
  const { redis, keyring, rekeyTerms, now, onBroken } = options;
  const swapFields = createSwapFields(redis);

  const read = async (orderNos: readonly string[]): Promise<OrderHash[]> => {
    const pipeline = redis.pipeline();
    for (const orderNo of orderNos) pipeline.hgetallBuffer(orderKey(orderNo));
    const hashes = await execAll(pipeline);
    return orderNos.map((orderNo, index) => ({
      orderNo,
      fields: hashes[index] as Record<string, Buffer>,
    }));
  };
  /** Works on each; one broken order must not keep the others from going on. */
  const eachOf = <Result>(
    orders: readonly OrderHash[],
    { work, instead }: { work: (order: OrderHash) => Result; instead: (seals: string[]) => Result },
  ): Result[] =>
    orders.map((order) => {
      const { orderNo, fields } = order;
      try {
        const result = work(order);
        if (listSealedOfOrder(fields).includes(sealOfUnreadable)) onBroken({ orderNo });
        return result;
      } catch (error) {
        onBroken({ orderNo }, error);
        const texts = Object.values(fields).map((value) => value.toString('latin1'));
        return instead([...texts.flatMap(findVisibleSeals), sealOfUnreadable]);
      }
    });

  const termsOf = ({ orderNo, fields }: OrderHash): TermsOfOrder | undefined => {
    const record = decodeOrder(keyring, orderNo, fields);
    if (record === undefined) return undefined;
    const times = record.timeline.map(({ at }) => Date.parse(at)).filter((ms) => !Number.isNaN(ms));
    const [firstMs = now(), lastMs = firstMs] = [times.at(0), times.at(-1)];
    return { orderNo, terms: listRecordTerms(record), firstMs, lastMs };
  };

  return {
    name: 'orders',
    about:
      'what an order remembers: mailboxes and answers of its timeline, receipts, what was mailed, what is held, the booking',
    walk: () => walkOrderNos(redis),
    async list(orderNos) {
      const seals = eachOf(await read(orderNos), {
        work: ({ fields }) => listSealedOfOrder(fields),
        instead: (visible) => visible,
      });
      return seals.flat();
    },
    async reseal(orderNos, { reseal, isDryRun }) {
      const resealing: KindResealing = { resealed: [], kept: [], changed: [] };
      const found = eachOf(await read(orderNos), {
        work: (order) => ({
          ...order,
          key: orderKey(order.orderNo),
          terms: termsOf(order),
          swaps: resealFields(order.orderNo, order.fields, reseal, contextOfReceipt),
        }),
        instead: (visible) => {
          resealing.kept.push(...visible);
          return undefined;
        },
      });
      const orders = found.filter((order) => order !== undefined);
      resealing.terms = await rekeyTerms(orders.flatMap(({ terms }) => terms ?? []));
      const wanted = orders.filter(({ swaps }) => swaps.length > 0);
      const answers = isDryRun ? [] : await swapFields(wanted);
      const written = new Map(
        wanted.map(({ orderNo, swaps }, index) => [
          orderNo,
          swaps.filter((_swap, place) => isDryRun || answers[index]?.[place] === true),
        ]),
      );
      for (const { orderNo, fields, swaps } of orders) {
        const done = written.get(orderNo) ?? [];
        if (done.length < swaps.length) {
          resealing.changed.push(orderNo);
          continue;
        }
        const before = listSealedOfOrder(fields);
        const after = new Set(
          listSealedOfOrder({
            ...fields,
            ...Object.fromEntries(done.map((swap) => [swap.field, swap.after])),
          }),
        );
        for (const sealed of before) {
          (after.has(sealed) ? resealing.kept : resealing.resealed).push(sealed);
        }
      }
      return resealing;
    },
  };
}
