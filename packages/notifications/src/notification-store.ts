import { setTimeout as sleep } from 'node:timers/promises';
import type { Keyring } from '@ticketpost/queue';
import { Ajv, type JSONSchemaType } from 'ajv';
import type { Redis } from 'ioredis';

/** A message that is to be posted, and what is remembered once it was taken. */
export interface Outbox {
  /** The message's id, the same for each attempt. */
  id: string;
  body: string;
  /** Of concerns in it. */
  concerns: number;
  /** Times are in ms since the epoch. */
  composedMs: number;
  attempts: number;
  notBeforeMs: number;
  memory: string;
}

/** What all workers together remember of notifications. Every method rejects when Redis does. */
export interface NotificationStore {
  readMemory(): Promise<string | undefined>;
  writeMemory(memory: string): Promise<void>;
  /** `undefined` also for one that was sealed with a key that is not at hand. */
  readOutbox(): Promise<Outbox | undefined>;
  writeOutbox(outbox: Outbox): Promise<void>;
  /** Remembers what the message told, and takes it out, unless another has taken its place. */
  settle(outbox: Outbox): Promise<void>;
  /** Takes a message out that is not told any more. */
  drop(): Promise<void>;
  /** Waits until a message may be posted, and takes that turn: one in `intervalMs` over all workers. */
  takeTurn(intervalMs: number, signal: AbortSignal): Promise<void>;
}

/** The message that is to be posted: its id, and itself `sealed`. */
export const outboxKey = 'ticketpost:{notifications}:outbox';

/** In one Redis Cluster slot, since a step changes several. */
const keys = {
  memory: 'ticketpost:{notifications}:memory',
  outbox: outboxKey,
  turn: 'ticketpost:{notifications}:turn',
} as const;

/** What is older than a day is no news; conditions are remembered for as long. */
const ttlMs = 7 * 24 * 60 * 60_000;

const outboxSchema: JSONSchemaType<Outbox> = {
  type: 'object',
  required: ['id', 'body', 'concerns', 'composedMs', 'attempts', 'notBeforeMs', 'memory'],
  properties: {
    id: { type: 'string' },
    body: { type: 'string' },
    concerns: { type: 'number' },
    composedMs: { type: 'number' },
    attempts: { type: 'number' },
    notBeforeMs: { type: 'number' },
    memory: { type: 'string' },
  },
};

/** Lua. KEYS: outbox, memory. ARGV: the message's id, the memory, its TTL in ms. */
const settleScript = `
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return 1
`;

interface SettleCommand {
  notificationsSettle(...args: (string | number)[]): Promise<number>;
}

/** The store over a connection that stays the caller's to close. The message stands there sealed. */
export function createNotificationStore(options: {
  redis: Redis;
  keyring: Pick<Keyring, 'seal' | 'open'>;
}): NotificationStore {
  const { redis, keyring } = options;
  redis.defineCommand('notificationsSettle', { numberOfKeys: 2, lua: settleScript });
  const commands = redis as Redis & SettleCommand;
  const isOutbox = new Ajv().compile(outboxSchema);

  return {
    async readMemory() {
      return (await redis.get(keys.memory)) ?? undefined;
    },
    async writeMemory(memory) {
      await redis.set(keys.memory, memory, 'PX', ttlMs);
    },
    async readOutbox() {
      const { id, sealed } = await redis.hgetall(keys.outbox);
      if (id === undefined || sealed === undefined) return undefined;
      const opening = keyring.open(sealed, outboxContext(id));
      if (opening.kind !== 'opened') return undefined;
      const stored: unknown = JSON.parse(opening.plaintext.toString('utf8'));
      return isOutbox(stored) ? stored : undefined;
    },
    async writeOutbox(outbox) {
      const { id } = outbox;
      await redis
        .multi()
        .hset(keys.outbox, { id, sealed: keyring.seal(JSON.stringify(outbox), outboxContext(id)) })
        .pexpire(keys.outbox, ttlMs)
        .exec();
    },
    async settle({ id, memory }) {
      await commands.notificationsSettle(keys.outbox, keys.memory, id, memory, ttlMs);
    },
    async drop() {
      await redis.del(keys.outbox);
    },
    async takeTurn(intervalMs, signal) {
      for (;;) {
        if ((await redis.set(keys.turn, '1', 'PX', intervalMs, 'NX')) === 'OK') return;
        const leftMs = await redis.pttl(keys.turn);
        await sleep(Math.max(1, Math.min(leftMs, intervalMs)), undefined, { signal });
      }
    },
  };
}

/** Where a message that is to be posted opens. */
export function outboxContext(id: string): string {
  return JSON.stringify(['notification', id]);
}
