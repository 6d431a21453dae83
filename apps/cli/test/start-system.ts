import { Redis } from 'ioredis';
import { createLedger } from '@ticketpost/ledger';
import {
  createEventWorker,
  createIntake,
  createKeyringFromList,
  sealQuarantinedDelivery,
  sealSupplierEvent,
} from '@ticketpost/queue';
import { startTestRedis } from '@ticketpost/testkit';
import { runCommand } from '../src/run-command.ts';

/** The one key that seals here, `k1`. */
export const payloadKeys = 'k1:Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=';
const keyring = createKeyringFromList([payloadKeys]);
export const receivedAt = '2026-01-02T03:04:05.678Z';
export const orderNo = 'ABCDE20260102030405678';

/** What a command said, and how it ended. */
export interface Run {
  exitCode: number;
  output: string;
  remarks: string[];
  questions: string[];
}

export interface RunOptions {
  /** What somebody at the terminal says to every question; nobody is there without it. */
  answer?: boolean;
  /** What standard input holds. */
  input?: string;
  env?: Readonly<Record<string, string>>;
}

/** A Redis with jobs as ingest and worker leave them, and the command to work on it. */
export async function startSystem() {
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  const onError = () => undefined;
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  const ledger = createLedger({ redis, sealer: keyring });
  const environment = { REDIS_URL: server.url, PAYLOAD_KEYS: payloadKeys };

  /** Runs the command in this process. */
  const run = async (
    args: readonly string[],
    { answer, input = '', env = {} }: RunOptions = {},
  ): Promise<Run> => {
    let output = '';
    const remarks: string[] = [];
    const questions: string[] = [];
    const exitCode = await runCommand(args, {
      environment: { ...environment, ...env },
      osUser: 'olga',
      terminal: {
        print: (text) => {
          output += text.toString();
        },
        remark: (line) => {
          remarks.push(line);
        },
        confirm:
          answer === undefined
            ? undefined
            : (question) => {
                questions.push(question);
                return Promise.resolve(answer);
              },
        readInput: () => Promise.resolve(input),
        readPassword: () => Promise.resolve({ kind: 'read', password: input }),
        isInteractive: false,
      },
    });
    return { exitCode, output, remarks, questions };
  };

  return {
    server,
    redis,
    environment,
    ledger,
    /** Lets jobs die, each for its reason. */
    async makeDeadLetters(reasons: Readonly<Record<string, string>>) {
      const left = new Set(Object.keys(reasons));
      for (const deliveryId of left) {
        const event = { kind: 'other', type: 'order.void', orderNo, body: {} } as const;
        await intake.addEvent(sealSupplierEvent(keyring, { deliveryId, receivedAt }, event));
      }
      const connection = new Redis(server.url, { maxRetriesPerRequest: null });
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const worker = createEventWorker({
        connection,
        concurrency: 1,
        retryDelaysMs: [],
        onError,
        onStalled: onError,
        onGivenUp: onError,
        handle: ({ jobId }) => {
          left.delete(jobId);
          if (left.size === 0) end();
          return Promise.resolve({ kind: 'dead', reason: reasons[jobId] ?? '' });
        },
      });
      await ended;
      await worker.close();
      connection.disconnect();
    },
    /** An order whose mail was sent. */
    async sendOrder(order: string, terms: readonly string[] = []) {
      const deliveryId = '00000000-0000-4000-8000-000000000001';
      const entry = { event: 'received', deliveryId, type: 'order.ticketed' } as const;
      const ticketSetId = 'a'.repeat(64);
      const claiming = await ledger.claim({
        orderNo: order,
        ticketSetId,
        deliveryId,
        entry,
        terms,
      });
      if (claiming.kind !== 'claimed') throw new Error(`expected a claim, got ${claiming.kind}`);
      const details = {
        sentAt: '2026-11-24T08:01:00.000Z',
        messageId: '<1@example.com>',
        recipient: 'mia@example.com',
        lastAnswer: '250 2.0.0 Ok, queued for <mia@example.com>',
        mailed: { order: { orderNo: order, passengers: [] }, revision: 1, orderNos: [order] },
      };
      const { recipient, lastAnswer: answer } = details;
      const sent = { event: 'sent', sealed: { recipient, answer } } as const;
      await ledger.recordSent(claiming.claim, details, sent);
    },
    async keep(deliveryId: string, body: string | Buffer) {
      const problems = [{ pointer: '/cid', message: 'is foreign' }];
      const fields = { deliveryId, receivedAt, reason: 'invalid_event', problems } as const;
      await intake.addQuarantined(sealQuarantinedDelivery(keyring, fields, Buffer.from(body)));
    },
    run: (...args: string[]) => run(args),
    runWith: (more: RunOptions, ...args: string[]) => run(args, more),
    async stop() {
      await intake.close();
      redis.disconnect();
      await server.stop();
    },
  };
}

export const json = ({ output }: Pick<Run, 'output'>): unknown => JSON.parse(output);
