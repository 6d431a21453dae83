import { createLedger, type GivingUp } from '@ticketpost/ledger';
import { createOutbound } from '@ticketpost/outbound';
import { createIntake, createKeyring, sealQuarantinedDelivery } from '@ticketpost/queue';
import { startTestRedis, startWebhookReceiver, type ReceivedPost } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { createNotifications, type Notifications } from '../src/create-notifications.ts';
import type { Message } from '../src/compose-message.ts';

export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
export const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
export const minute = 60_000;
export const day = 24 * 60 * minute;

type Options = Parameters<typeof createNotifications>[0];

/** What looks for what needs a person, over a real Redis, and a receiver; the clock is the test's. */
export async function startSystem() {
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  const receiver = await startWebhookReceiver();
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError: () => undefined });
  const clock = { nowMs: Date.now() };
  const now = () => clock.nowMs;
  const ledger = createLedger({ redis, sealer: keyring, now });
  const opened: Notifications[] = [];
  const givenUp: string[] = [];
  const { signal } = new AbortController();

  const open = (options: Partial<Options> = {}): Notifications => {
    const notifications = createNotifications({
      redis,
      ledger,
      keyring,
      url: receiver.url,
      secret,
      timeoutMs: 5000,
      outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
      // Real time: a turn is kept by Redis' clock.
      intervalMs: 1,
      noRecipientAfterMs: 30 * minute,
      overdueAfterMs: 60 * minute,
      dashboardUrl: 'https://tickets.example.com',
      onGivenUp: ({ id }) => {
        givenUp.push(id);
      },
      onError: () => undefined,
      now,
      ...options,
    });
    opened.push(notifications);
    return notifications;
  };
  const first = open();
  const connections: Redis[] = [];

  return {
    redis,
    /** A connection of its own, as another worker has one. */
    connect() {
      const connection = new Redis(server.url, { maxRetriesPerRequest: null });
      connections.push(connection);
      return connection;
    },
    receiver,
    ledger,
    clock,
    givenUp,
    open,
    look: (notifications = first) => notifications.notify(signal),
    async plantDeadLetters(count: number, options: { reason?: string; agoMs?: number } = {}) {
      const { reason = 'mailbox_refused: no', agoMs = 0 } = options;
      const failedAt = clock.nowMs - agoMs;
      const pipeline = redis.pipeline();
      for (let n = 0; n < count; n += 1) {
        const id = `${reason.split(':')[0] ?? ''}-${failedAt}-${n}`;
        pipeline.zadd('{ticketpost}:events:failed', failedAt, id);
        pipeline.hset(`{ticketpost}:events:${id}`, {
          name: 'order.ticketed',
          data: JSON.stringify({ orderNo: `ORDER-${n}` }),
          opts: '{}',
          timestamp: failedAt,
          finishedOn: failedAt,
          failedReason: reason,
          progress: JSON.stringify({ stage: 'submitting' }),
          atm: 3,
        });
      }
      await pipeline.exec();
    },
    async quarantine(deliveryId: string) {
      const stored = await intake.addQuarantined(
        sealQuarantinedDelivery(
          keyring,
          {
            deliveryId,
            receivedAt: new Date().toISOString(),
            reason: 'malformed_json',
            problems: [],
          },
          Buffer.from('{"name":"MARKER'),
        ),
      );
      if (stored.kind !== 'stored') throw new Error('not stored', { cause: stored.cause });
    },
    /** A confirmation that was given up so, now. */
    async giveUp(orderNo: string, state: GivingUp, answer?: string) {
      const claimed = await ledger.claim({
        orderNo,
        ticketSetId: 'f'.repeat(64),
        deliveryId: `delivery-${orderNo}`,
        entry: { event: 'received', deliveryId: `delivery-${orderNo}` },
      });
      if (claimed.kind !== 'claimed') throw new Error('it was to be claimed');
      await ledger.giveUp(
        claimed.claim,
        { state },
        {
          event: 'deferred',
          reason: 'mail_server_busy',
          attempt: 4,
          ...(answer === undefined ? {} : { sealed: { answer } }),
        },
      );
    },
    async close() {
      // One whose connection is gone cannot close in order.
      await Promise.allSettled(opened.map((notifications) => notifications.close()));
      for (const connection of connections) connection.disconnect();
      await receiver.close();
      await intake.close();
      redis.disconnect();
      await server.stop();
    },
  };
}

export function messageOf({ body }: ReceivedPost): Message {
  return JSON.parse(body) as Message;
}

export function titlesOf(post: ReceivedPost): string[] {
  return messageOf(post).ticketpost.concerns.map(({ title }) => title);
}
