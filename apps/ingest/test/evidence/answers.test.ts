import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Intake } from '@ticketpost/queue';
import { createIntake, openReceipt } from '@ticketpost/queue';
import { sampleDelivery } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { startDrain } from '../../src/drain.ts';
import { createRedisBreaker } from '../../src/redis-breaker.ts';
import { storeInRedis } from '../../src/webhooks/store-delivery.ts';
import { makeTemporaryFolder, openForTest } from '../journal/open-for-test.ts';
import { createLogLines } from '../log-lines.ts';
import { keyring, secret, startIngest, type IngestUnderTest } from '../start-ingest.ts';

let ingest: IngestUnderTest | undefined;
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await ingest?.close();
  ingest = undefined;
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const sample = JSON.stringify(sampleDelivery());
const idOf = async (response: Response) =>
  ((await response.json()) as { deliveryId: string }).deliveryId;

const refusing: Intake = {
  addEvent: () => Promise.resolve({ kind: 'not_stored', cause: 'down' }),
  addQuarantined: () => Promise.resolve({ kind: 'not_stored', cause: 'down' }),
  close: () => Promise.resolve(),
};

describe('what was answered', () => {
  test('is on record after a while, with what it took and where the delivery is on disk', async () => {
    ingest = await startIngest();
    const before = Date.now();
    const accepted = await idOf(await ingest.post(sample));
    const refused = await idOf(await ingest.post('{'));
    await ingest.record.close();
    const answer = await ingest.answers.find(accepted);
    expect(answer).toMatchObject({ status: 200, isBroken: false, stored: { in: 'redis' } });
    expect(answer?.arrivedAt).toBeGreaterThanOrEqual(before);
    expect(answer?.afterMs).toBeGreaterThanOrEqual(answer?.stored?.afterMs ?? Number.NaN);
    expect(await ingest.answers.find(refused)).toMatchObject({
      status: 400,
      stored: { in: 'redis' },
    });
  });

  test('to a delivery that could not be stored is on record too', async () => {
    ingest = await startIngest({ intake: refusing });
    const response = await ingest.post(sample);
    expect(response.status).toBe(503);
    const deliveryId = await idOf(response);
    await ingest.record.close();
    const answer = await ingest.answers.find(deliveryId);
    expect(answer).toMatchObject({ status: 503, isBroken: false });
    expect(answer).not.toHaveProperty('stored');
  });

  test('to a caller that hung up while its delivery was stored is told as broken', async () => {
    const asked: string[] = [];
    let wasAsked: () => void = () => undefined;
    let store: () => void = () => undefined;
    const asking = new Promise<void>((resolve) => (wasAsked = resolve));
    const slow: Intake = {
      ...refusing,
      addEvent: ({ deliveryId }) => {
        asked.push(deliveryId);
        wasAsked();
        return new Promise((resolve) => {
          store = () => {
            resolve({ kind: 'stored' });
          };
        });
      },
    };
    const log = createLogLines();
    ingest = await startIngest({ intake: slow, logger: log.logger });
    const socket = connect({ port: ingest.port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    const head = `POST /webhooks/atlas/${secret} HTTP/1.1\r\nHost: a\r\nContent-Length: ${Buffer.byteLength(sample)}\r\n\r\n`;
    socket.write(`${head}${sample}`);
    await asking;
    socket.resetAndDestroy();
    await ingest.connectionsEnded();
    store();
    await log.next('delivery');
    await ingest.record.close();
    const [deliveryId = ''] = asked;
    expect(await ingest.answers.find(deliveryId)).toMatchObject({
      status: 200,
      isBroken: true,
      stored: { in: 'redis' },
    });
  });

  test('is on record, as the receipt is, of what came while Redis took nothing', async () => {
    const folder = await makeTemporaryFolder();
    cleanUps.push(() => folder.remove());
    const journal = await openForTest(folder.path);
    cleanUps.push(() => journal.close());
    const breaker = createRedisBreaker({ isConnected: () => true, onChange: () => undefined });
    ingest = await startIngest({
      intake: refusing,
      backup: { journal, breaker, onJournalled: () => undefined },
    });
    const accepted = await idOf(await ingest.post(sample));
    const refused = await idOf(await ingest.post('{'));
    await ingest.record.close();
    expect(await ingest.answers.find(accepted)).toMatchObject({
      status: 200,
      stored: { in: 'journal' },
    });

    const redis = new Redis(ingest.redis.url);
    const intake = createIntake({ connection: redis, timeoutMs: 5000, onError: () => undefined });
    cleanUps.push(
      () => redis.quit(),
      () => intake.close(),
    );
    let drained = 0;
    await new Promise<void>((resolve) => {
      const drain = startDrain({
        journal,
        store: (delivery) => storeInRedis(intake, delivery),
        probe: () => redis.ping(),
        breaker,
        onDrained: (count) => {
          drained += count;
          if (drained === 2) resolve();
        },
        logger: createLogLines().logger,
      });
      cleanUps.push(() => drain.stop());
    });
    for (const [queue, deliveryId] of [
      [ingest.events, accepted],
      [ingest.quarantine, refused],
    ] as const) {
      const { receipt } = (await queue.getJob(deliveryId))?.data as { receipt: string };
      expect(openReceipt(keyring, deliveryId, receipt).kind).toBe('opened');
    }
  });
});
