import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { createLedger, ticketSetKeyField, ticketSetsKey, type Sealer } from '../src/index.ts';
import { mirrorSealer } from './mirror-sealer.ts';

let server: RunningRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
});
beforeEach(() => redis.flushall());
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const read = (sealer: Sealer = mirrorSealer) => createLedger({ redis, sealer }).readTicketSetKey();

test('many that come at once have one key of 32 bytes', async () => {
  const readings = await Promise.all(Array.from({ length: 8 }, () => read()));
  const [first] = readings;
  if (first?.kind !== 'read') throw new Error('it was to be read');
  for (const reading of readings) expect(reading).toEqual(first);
  expect(first.key).toHaveLength(32);
});

test('it is kept sealed', async () => {
  const reading = await read();
  if (reading.kind !== 'read') throw new Error('it was to be read');
  const stored = await redis.hgetBuffer(ticketSetsKey, ticketSetKeyField);
  expect(stored?.includes(reading.key)).toBe(false);
});

test('sealed with a key that is not at hand it is said to be so, and no other is drawn', async () => {
  await read();
  const stored = await redis.hget(ticketSetsKey, ticketSetKeyField);
  const reading = { kind: 'unknown_key', keyId: 'k1' } as const;
  expect(await read({ ...mirrorSealer, open: () => reading })).toEqual(reading);
  expect(await redis.hget(ticketSetsKey, ticketSetKeyField)).toBe(stored);
});

test('altered it is an error that names it', async () => {
  const other = mirrorSealer.seal(Buffer.alloc(32), 'another context');
  await redis.hset(ticketSetsKey, ticketSetKeyField, other);
  await expect(read()).rejects.toThrow(ticketSetsKey);
});

test('it is asked for anew after a connection was lost, since another server may have another', async () => {
  const connection = new Redis(server.url);
  const ledger = createLedger({ redis: connection, sealer: mirrorSealer });
  const first = await ledger.readTicketSetKey();
  await redis.flushall();
  expect(await ledger.readTicketSetKey()).toEqual(first);

  const isBack = once(connection, 'ready');
  connection.disconnect(true);
  await isBack;
  const second = await ledger.readTicketSetKey();
  expect(second.kind).toBe('read');
  expect(second).not.toEqual(first);
  connection.disconnect();
});
