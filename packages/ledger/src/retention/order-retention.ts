import type { Redis } from 'ioredis';
import type { Confirmation } from '../confirmation.ts';
import { createEntryWriter } from '../entry-writer.ts';
import { gatherOrder, type GatheredOrder, type OrderFields } from '../gather-order.ts';
import { orderKey } from '../order-key.ts';
import { createNoteOwed } from '../owed/note-owed.ts';
import { longestRememberedMs } from '../remembered.ts';
import { expireConfirmation } from '../scripts/expire-confirmation.ts';
import { keepLonger } from '../scripts/keep-longer.ts';
import { setExpiry } from '../scripts/set-expiry.ts';
import { stripOrder } from '../scripts/strip-order.ts';
import { monthsUpTo } from '../search/search-key.ts';
import type { Sealer } from '../sealer.ts';
import { decodeBooking } from '../stored-booking.ts';
import type { TimelineEntry } from '../timeline-entry.ts';
import { createRemoveTerms, monthsBetween } from './remove-terms.ts';
import { isPersonal, stripFields } from './strip-fields.ts';
import { strippedField } from './stripped-field.ts';

/** What is told of an order without reading it. Times are in ms since the epoch. */
export interface OrderLife {
  orderNo: string;
  /** Until when it is remembered, as it stands. */
  expiresAt: number;
  /** When it was stripped last. */
  strippedAt?: number;
}

/** An order as retention looks at it. */
export interface AgedOrder {
  orderNo: string;
  /** When something happened to it last, in ms since the epoch; that something expired does not count. */
  changedAt: number;
  /** When something of it expired last. */
  expiredAt?: number;
  /** Until when it is remembered, as it stands, and when it was stripped last. */
  expiresAt: number;
  strippedAt?: number;
  /** A mail is owed for it, or it is being erased just now: nothing of it is touched. */
  isOwed: boolean;
  /** Something of it is personal. */
  isPersonal: boolean;
  confirmations: readonly Confirmation[];
  /** The agency's own words; absent when there are none, or they cannot be opened. */
  booking?: object;
  /** As it was read, for `strip` and `remember`. */
  fields: OrderFields;
  ttlMs: number;
}

/** The ledger as what ends with time. Everything rejects when Redis does. */
export interface OrderRetention {
  /** Some orders; `cursor` '0' begins, and ends. One may come twice. */
  walk(cursor: string, count: number): Promise<{ cursor: string; orders: OrderLife[] }>;
  /** Reads them; those that are gone are left out. */
  read(orderNos: readonly string[]): Promise<AgedOrder[]>;
  /**
   * Takes out what is personal, and by these terms the order is found no more. `changed`: something
   * happened meanwhile, so nothing was.
   */
  strip(order: AgedOrder, terms: readonly string[]): Promise<'stripped' | 'changed'>;
  /** Lets it be remembered until then, unless something happened meanwhile; whether it is so. */
  remember(order: AgedOrder, untilMs: number): Promise<boolean>;
  /** Ends what is owed for one ticket set; `settled` when nothing is. */
  expire(
    orderNo: string,
    ticketSetId: string,
    entry: TimelineEntry,
  ): Promise<'expired' | 'busy' | 'settled'>;
  /** Keeps orders that owe a mail from being forgotten for as long as an order is remembered. */
  keep(orderNos: readonly string[]): Promise<void>;
}

interface RetentionCommands {
  ledgerStrip(key: string, ...args: (string | number | Buffer)[]): Promise<number>;
  ledgerSetExpiry(key: string, untilMs: number, ttlMs: number): Promise<number>;
  ledgerExpire(key: string, ...args: (string | number)[]): Promise<'expired' | 'busy' | 'settled'>;
  ledgerKeepLonger(key: string, ms: number): Promise<number>;
}

const owesNothing: ReadonlySet<string> = new Set(['sent', 'superseded', 'cancelled']);

/** Over a connection that stays the caller's to close. */
export function createOrderRetention(options: {
  redis: Redis;
  sealer: Sealer;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Told when something was not written that no method waits for. */
  onError?: (error: unknown) => void;
}): OrderRetention {
  const { redis, sealer, now = Date.now, onError = () => undefined } = options;
  redis.defineCommand('ledgerStrip', { numberOfKeys: 1, lua: stripOrder });
  redis.defineCommand('ledgerSetExpiry', { numberOfKeys: 1, lua: setExpiry });
  redis.defineCommand('ledgerExpire', { numberOfKeys: 1, lua: expireConfirmation });
  redis.defineCommand('ledgerKeepLonger', { numberOfKeys: 1, lua: keepLonger });
  const commands = redis as Redis & RetentionCommands;
  const timestamp = () => new Date(now()).toISOString();
  const writeEntries = createEntryWriter({ sealer, timestamp });
  const noteOwed = createNoteOwed({ redis, now, onError });
  const removeTerms = createRemoveTerms({ redis, sealer });
  /** As it was gathered when it was read. */
  const gathered = new WeakMap<AgedOrder, GatheredOrder>();
  const prefix = orderKey('');

  return {
    async walk(cursor, count) {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', count);
      const pipeline = redis.pipeline();
      for (const key of keys) pipeline.pttl(key).hget(key, strippedField);
      const [answers, redisMs] = await Promise.all([pipeline.exec(), readClock()]);
      const orders = keys.flatMap((key, index): OrderLife[] => {
        const ttlMs = valueOf(answers?.[2 * index]) as number;
        const stripped = valueOf(answers?.[2 * index + 1]) as string | null;
        if (ttlMs === -2) return [];
        return [
          {
            orderNo: key.slice(prefix.length),
            expiresAt: expiryOf(ttlMs, redisMs),
            ...(stripped === null ? {} : { strippedAt: Date.parse(stripped) }),
          },
        ];
      });
      return { cursor: next, orders };
    },
    async read(orderNos) {
      const pipeline = redis.pipeline();
      for (const orderNo of orderNos) {
        // The time to live first: a change in between then shows.
        pipeline.pttl(orderKey(orderNo)).hgetallBuffer(orderKey(orderNo));
      }
      const [answers, redisMs] = await Promise.all([pipeline.exec(), readClock()]);
      return orderNos.flatMap((orderNo, index): AgedOrder[] => {
        const ttlMs = valueOf(answers?.[2 * index]) as number;
        const fields = valueOf(answers?.[2 * index + 1]) as OrderFields;
        const life = { orderNo, ttlMs, expiresAt: expiryOf(ttlMs, redisMs) };
        return Object.keys(fields).length === 0 ? [] : [toAgedOrder(life, fields)];
      });
    },
    async strip(aged, terms) {
      const { orderNo, fields } = aged;
      const order = gathered.get(aged) ?? gatherOrder(sealer, orderNo, fields);
      const kept = stripFields(sealer, { orderNo, fields, order }, timestamp());
      // The terms first: what is stripped tells them no more.
      await removeTerms(orderNo, terms, monthsOf(aged, order));
      const answer = await commands.ledgerStrip(
        orderKey(orderNo),
        Object.keys(fields).length,
        ...Object.entries(fields).flat(),
        ...Object.entries(kept).flat(),
      );
      return answer === 1 ? 'stripped' : 'changed';
    },
    async remember({ orderNo, ttlMs }, untilMs) {
      const seenMs = ttlMs === -1 ? Number.MAX_SAFE_INTEGER : ttlMs;
      return (await commands.ledgerSetExpiry(orderKey(orderNo), untilMs, seenMs)) === 1;
    },
    async expire(orderNo, ticketSetId, entry) {
      const answer = await commands.ledgerExpire(
        orderKey(orderNo),
        ticketSetId,
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
      if (answer === 'expired') noteOwed(orderNo, ticketSetId, 'cancelled');
      return answer;
    },
    async keep(orderNos) {
      await Promise.all(
        orderNos.map((orderNo) =>
          commands.ledgerKeepLonger(orderKey(orderNo), longestRememberedMs),
        ),
      );
    },
  };

  async function readClock(): Promise<number> {
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
  }

  function toAgedOrder(
    life: Pick<AgedOrder, 'orderNo' | 'ttlMs' | 'expiresAt'>,
    fields: OrderFields,
  ): AgedOrder {
    const { orderNo, expiresAt } = life;
    const order = gatherOrder(sealer, orderNo, fields);
    const { confirmations, entries, booking, strippedAt } = order;
    const timesOf = (isMeant: (event: string) => boolean) =>
      entries
        .filter(({ entry }) => isMeant(entry.event))
        .map(({ entry }) => Date.parse(entry.at))
        .filter(Number.isFinite);
    const changes = [
      ...timesOf((event) => event !== 'expired'),
      ...(booking === undefined ? [] : [Date.parse(booking.storedAt)]),
    ];
    const expired = timesOf((event) => event === 'expired');
    const reading = decodeBooking(sealer, orderNo, fields['booking']?.toString() ?? null);
    const aged: AgedOrder = {
      ...life,
      // Where no entry can be read, the time to live tells: each change begins it anew.
      changedAt:
        changes.length > 0
          ? Math.max(...changes)
          : Math.min(expiresAt - longestRememberedMs, now()),
      ...(expired.length > 0 ? { expiredAt: Math.max(...expired) } : {}),
      ...(strippedAt === undefined ? {} : { strippedAt: Date.parse(strippedAt) }),
      isOwed:
        order.erasingFrom !== undefined ||
        confirmations.some(({ confirmation }) => !owesNothing.has(confirmation.state)),
      isPersonal: isPersonal(fields, order),
      confirmations: confirmations.map(({ confirmation }) => confirmation),
      ...(reading.kind === 'booking' ? { booking: reading.body } : {}),
      fields,
    };
    gathered.set(aged, order);
    return aged;
  }

  /** The months in which it may have been indexed; all, where its timeline does not tell its begin. */
  function monthsOf({ changedAt }: AgedOrder, { entries }: GatheredOrder): string[] {
    const [first] = entries;
    const begunAt = first?.n === 1 ? Date.parse(first.entry.at) : NaN;
    return Number.isFinite(begunAt)
      ? monthsBetween(begunAt, Math.max(changedAt, begunAt))
      : monthsUpTo(now());
  }
}

function expiryOf(ttlMs: number, redisMs: number): number {
  return ttlMs === -1 ? Infinity : redisMs + ttlMs;
}

function valueOf(answer: [error: Error | null, value: unknown] | undefined): unknown {
  const [error, value] = answer ?? [null, null];
  if (error !== null) throw error;
  return value;
}
