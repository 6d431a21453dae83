import type { Socket } from 'node:net';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import {
  createIntake,
  eventsQueueName,
  quarantineQueueName,
  queuePrefix,
  type Intake,
} from '@ticketpost/queue';
import { createAnswerStore, type AnswerStore } from '@ticketpost/evidence';
import { createLedger, type Ledger } from '@ticketpost/ledger';
import { createLogger, type Logger } from '@ticketpost/runtime';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { createAcceptDelivery } from '../src/webhooks/accept-delivery.ts';
import { createIngestApp } from '../src/app.ts';
import type { BookingHandlerOptions } from '../src/bookings/booking-handler.ts';
import { createAddressFilter } from '@ticketpost/settings/ingest';
import { createSecretMatcher } from '../src/door/secret-matcher.ts';
import {
  createAnswerRecorder,
  type AnswerRecorder,
} from '../src/evidence/create-answer-recorder.ts';
import { startServer, type Listener } from '../src/http/start-server.ts';
import { refuseErased } from '../src/webhooks/refuse-erased.ts';
import { createStoreDelivery } from '../src/webhooks/store-delivery.ts';
import { keyring } from './keyring.ts';

export const secret = 'a-secret-of-this-test';
export const olderSecret = 'an-older-secret-of-this-test';
export const maxBodyBytes = 4096;
export { keyring };

export interface IngestUnderTest {
  redis: RunningRedis;
  /** Sees what is stored, by a connection of its own. */
  events: Queue;
  quarantine: Queue;
  /** Over the same connection of the test. */
  ledger: Ledger;
  connection: Redis;
  /** What was answered; `record.close` writes down what waits. */
  answers: AnswerStore;
  record: AnswerRecorder;
  /** Of an address such as `/webhooks/atlas/<secret>`. */
  url: (path: string) => string;
  port: number;
  /** Resolves when ingest has seen the end of every connection so far. */
  connectionsEnded: () => Promise<void>;
  post: (body: string | Buffer, headers?: Record<string, string>) => Promise<Response>;
  close: () => Promise<void>;
}

/** The real app on a real server over a real Redis; `intake` stands in for a failing store. */
export async function startIngest(
  options: {
    allowedIps?: string[];
    clientIds?: string[];
    trustedProxies?: number;
    maxStrangersPerMinute?: number;
    requestTimeoutMs?: number;
    maxConnections?: number;
    /** Connections of one network; any number if not given. */
    maxStrangers?: number;
    intake?: Intake;
    /** What stands behind Redis; nothing if not given. */
    backup?: Parameters<typeof createStoreDelivery>[0]['backup'];
    /** Without any there is no Bookings API. */
    bookingsKeys?: readonly string[];
    storeTimeoutMs?: number;
    logger?: Logger;
    countBooking?: BookingHandlerOptions['countBooking'];
  } = {},
): Promise<IngestUnderTest> {
  const redis = await startTestRedis();
  const connection = new Redis(redis.url);
  const connectionOfTest = new Redis(redis.url);
  const ledger = createLedger({ redis: connection, sealer: keyring });
  const intake = refuseErased(
    options.intake ?? createIntake({ connection, timeoutMs: 2000, onError: () => undefined }),
    { ledger, keyring, timeoutMs: 2000, onRefused: () => undefined },
  );
  const { storeTimeoutMs = 2000, countBooking = () => undefined } = options;
  const logger = options.logger ?? createLogger({ app: 'ingest', level: 'silent' });
  const answersOfApp = createAnswerStore({ redis: connection });
  const record = createAnswerRecorder({
    write: (records) => answersOfApp.write(records),
    logger,
    everyMs: 10,
  });
  const app = createIngestApp({
    acceptDelivery: createAcceptDelivery({
      storeDelivery: createStoreDelivery({
        intake,
        ...(options.backup && { backup: options.backup }),
      }),
      keyring,
      clientIds: options.clientIds,
    }),
    isSecret: createSecretMatcher([secret, olderSecret]),
    bookings: options.bookingsKeys && {
      isKey: createSecretMatcher(options.bookingsKeys),
      ledger,
      intake,
      keyring,
      storeTimeoutMs,
      countBooking,
    },
    isAllowedAddress: options.allowedIps && createAddressFilter(options.allowedIps),
    trustedProxies: options.trustedProxies ?? 0,
    maxStrangersPerMinute: options.maxStrangersPerMinute ?? 10_000,
    maxBodyBytes,
    logger,
    noteAnswer: (answer) => {
      record.note(answer);
    },
    countDelivery: () => undefined,
  });
  const sockets = new Set<Socket>();
  const follow: Listener = (request, response, vouch) => {
    sockets.add(request.socket);
    app(request, response, vouch);
  };
  const server = await startServer(follow, {
    host: '127.0.0.1',
    port: 0,
    maxConnections: options.maxConnections ?? 2000,
    maxStrangers: options.maxStrangers,
    ...(options.requestTimeoutMs === undefined
      ? {}
      : { requestTimeoutMs: options.requestTimeoutMs }),
  });
  const openQueue = (name: string) =>
    new Queue(name, { connection: connectionOfTest, prefix: queuePrefix });
  const events = openQueue(eventsQueueName);
  const quarantine = openQueue(quarantineQueueName);
  const url = (path: string) => `http://127.0.0.1:${server.port}${path}`;
  return {
    redis,
    events,
    quarantine,
    ledger: createLedger({ redis: connectionOfTest, sealer: keyring }),
    connection: connectionOfTest,
    answers: createAnswerStore({ redis: connectionOfTest }),
    record,
    url,
    port: server.port,
    connectionsEnded: async () => {
      await Promise.all([...sockets].map(closed));
    },
    post: (body, headers = { 'Content-Type': 'application/json;charset=UTF-8' }) =>
      fetch(url(`/webhooks/atlas/${secret}`), { method: 'POST', body, headers }),
    close: async () => {
      await server.close();
      await record.close();
      await intake.close();
      await Promise.all([events.close(), quarantine.close()]);
      connection.disconnect();
      connectionOfTest.disconnect();
      await redis.stop();
    },
  };
}

/** However it ends, also with an error. */
async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return;
  await new Promise((resolve) => socket.once('close', resolve));
}
