import { once, EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createIntake,
  eventsQueueName,
  probeRedis,
  queuePrefix,
  type StoreOutcome,
} from '@ticketpost/queue';
import { startTestRedis } from '@ticketpost/testkit';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { startDrain, type Drain } from '../src/drain.ts';
import type { Journal } from '../src/journal/journal.ts';
import { createRedisBreaker, type RedisBreaker } from '../src/redis-breaker.ts';
import type { SealedDelivery } from '../src/webhooks/sealed-delivery.ts';
import { storeInRedis } from '../src/webhooks/store-delivery.ts';
import { makeTemporaryFolder, openForTest, readAll } from './journal/open-for-test.ts';
import { createLogLines } from './log-lines.ts';
import { sealedEvent } from './sealed-samples.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let journal: Journal;
let breaker: RedisBreaker;
let drain: Drain | undefined;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
  journal = await openForTest(folder.path);
  breaker = createRedisBreaker({ isConnected: () => true, onChange: () => undefined });
});
afterEach(async () => {
  await drain?.stop();
  drain = undefined;
  await journal.close();
  await folder.remove();
});

async function fill(...ids: string[]): Promise<void> {
  await Promise.all(ids.map((id) => journal.append(sealedEvent(id))));
}

/** A store at our own port, which stores or refuses as it is told and notes what it was asked. */
function createStore() {
  const events = new EventEmitter();
  const asked: string[] = [];
  const storedIds: string[] = [];
  const state = { isUp: true, poison: new Set<string>(), probes: 0 };
  return {
    asked,
    storedIds,
    state,
    store: ({ delivery }: SealedDelivery): Promise<StoreOutcome> => {
      const { deliveryId } = delivery;
      asked.push(deliveryId);
      const isStored = state.isUp && !state.poison.has(deliveryId);
      if (isStored) storedIds.push(deliveryId);
      events.emit('asked');
      return Promise.resolve(isStored ? { kind: 'stored' } : { kind: 'not_stored', cause: 'no' });
    },
    probe: () => {
      state.probes += 1;
      events.emit('asked');
      return state.isUp ? Promise.resolve() : Promise.reject(new Error('down'));
    },
    until: async (isReached: () => boolean) => {
      while (!isReached()) await once(events, 'asked');
    },
  };
}

function start(
  parts: Pick<ReturnType<typeof createStore>, 'store' | 'probe'>,
  log = createLogLines(),
) {
  drain = startDrain({
    journal,
    ...parts,
    breaker,
    onDrained: () => undefined,
    logger: log.logger,
  });
  return drain;
}

describe('the drain', () => {
  test('moves what waits from an earlier run, oldest first, and what comes later', async () => {
    const store = createStore();
    await fill('a', 'b', 'c');
    await journal.close();
    journal = await openForTest(folder.path);
    const { wake } = start(store);
    await store.until(() => store.storedIds.length === 3);
    await fill('d');
    wake();
    await store.until(() => store.storedIds.length === 4);
    expect(store.storedIds).toEqual(['a', 'b', 'c', 'd']);
    await drain?.stop();
    expect(await readAll(journal)).toEqual([]);
  });

  test('keeps everything while Redis is away, asks it with probes alone, and then moves it', async () => {
    const store = createStore();
    store.state.isUp = false;
    breaker.open();
    await fill('a', 'b');
    start(store);
    await store.until(() => store.state.probes === 3);
    expect(store.asked).toEqual([]);
    expect(journal.status().entries).toBe(2);
    store.state.isUp = true;
    await store.until(() => store.storedIds.length === 2);
    expect(breaker.isOpen()).toBe(false);
  });

  test('closes the breaker also when nothing waits', async () => {
    const store = createStore();
    store.state.isUp = false;
    breaker.open();
    start(store);
    await store.until(() => store.state.probes === 2);
    expect(breaker.isOpen()).toBe(true);
    store.state.isUp = true;
    await store.until(() => store.state.probes === 3);
    await drain?.stop();
    expect(breaker.isOpen()).toBe(false);
  });

  test('opens the breaker when Redis goes away in between', async () => {
    const store = createStore();
    await fill('a');
    store.state.isUp = false;
    start(store);
    await store.until(() => store.state.probes === 1);
    await drain?.stop();
    expect(breaker.isOpen()).toBe(true);
    expect(journal.status().entries).toBe(1);
  });

  test('passes over an entry that Redis alone refuses, and tries it again later', async () => {
    const store = createStore();
    const log = createLogLines();
    store.state.poison.add('b');
    await fill('a', 'b', 'c', 'd');
    start(store, log);
    await store.until(() => store.storedIds.includes('d'));
    expect(store.storedIds.toSorted()).toEqual(['a', 'c', 'd']);
    const refusals = store.asked.filter((id) => id === 'b').length;
    await store.until(() => store.asked.filter((id) => id === 'b').length > refusals + 3);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    store.state.poison.clear();
    await store.until(() => store.storedIds.includes('b'));
    expect(store.storedIds.filter((id) => id === 'b')).toHaveLength(1);
  });

  test('stops while it waits for Redis, and leaves everything where it is', async () => {
    const store = createStore();
    store.state.isUp = false;
    await fill('a', 'b');
    start(store);
    await store.until(() => store.state.probes === 4);
    await drain?.stop();
    expect(journal.status().entries).toBe(2);
  });

  test('puts each of 5,000 deliveries on the queue once, oldest first', async () => {
    const redis = await startTestRedis();
    const connection = new Redis(redis.url);
    const intake = createIntake({ connection, timeoutMs: 5000, onError: () => undefined });
    const queue = new Queue(eventsQueueName, { connection, prefix: queuePrefix });
    const ids = Array.from({ length: 5000 }, (_, index) => `delivery-${index}`);
    await fill(...ids);
    const store = createStore();
    start({
      store: async (delivery) => {
        const outcome = await storeInRedis(intake, delivery);
        await store.store(delivery);
        return outcome;
      },
      probe: () => probeRedis(connection),
    });
    await store.until(() => store.storedIds.length === 5000);
    await drain?.stop();
    const jobs = await queue.getWaiting();
    expect(jobs.map(({ id }) => id)).toEqual(ids);
    expect(journal.status().entries).toBe(0);
    await intake.close();
    await queue.close();
    connection.disconnect();
    await redis.stop();
  });
});
