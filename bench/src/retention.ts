import { performance } from 'node:perf_hooks';
import { createLedger } from '@ticketpost/ledger';
import { createKeyring } from '@ticketpost/queue';
import { createRetention } from '@ticketpost/retention';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { randomReference } from './bodies.ts';

const dayMs = 24 * 60 * 60 * 1000;
const together = 200;
const settings = { orders: 400, deadLetters: 90, quarantine: 90, audit: 400 };

/** How fast retention goes through finished orders: when none is due, when all are, and when all are read. */
export async function measureRetention({
  program,
  orders,
}: {
  program: RedisProgram;
  orders: number;
}): Promise<string[]> {
  const server = await startRedis({ program });
  const redis = new Redis(server.url);
  const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
  const begunAt = Date.now();
  try {
    await plant(createLedger({ redis, sealer: keyring }), orders);

    const run = async (periods: { personal: number; orders?: number }, days: number) => {
      const retention = createRetention({
        redis,
        keyring,
        periods: { ...settings, ...periods },
        onError: () => undefined,
        rest: () => Promise.resolve(),
        now: () => begunAt + days * dayMs,
      });
      const from = performance.now();
      const outcome = await retention.run({ by: 'bench', signal: new AbortController().signal });
      const seconds = (performance.now() - from) / 1000;
      await retention.close();
      const removed = 'report' in outcome ? (outcome.report.removed['personal_parts'] ?? 0) : 0;
      return `${seconds.toFixed(1)} s, ${Math.round(orders / seconds)} orders/s (${removed} stripped)`;
    };
    return [
      `### Retention over ${orders} finished orders, without its rests`,
      '',
      `- none is due: ${await run({ personal: 180 }, 100)}`,
      `- all are stripped: ${await run({ personal: 180 }, 181)}`,
      `- all were stripped before: ${await run({ personal: 180 }, 182)}`,
      `- all are given a shorter time to live: ${await run({ personal: 180, orders: 300 }, 183)}`,
      '',
    ];
  } finally {
    redis.disconnect();
    await server.stop();
  }
}

async function plant(ledger: ReturnType<typeof createLedger>, count: number): Promise<void> {
  for (let from = 0; from < count; from += together) {
    await Promise.all(
      Array.from({ length: Math.min(together, count - from) }, (_, n) =>
        sendOne(ledger, `BENCH${from + n}`),
      ),
    );
  }
}

async function sendOne(ledger: ReturnType<typeof createLedger>, orderNo: string): Promise<void> {
  const terms = [randomReference(), `176${Math.random().toString().slice(2, 12)}`];
  const [pnr = '', ticketNo = ''] = terms;
  const recipient = `${pnr.toLowerCase()}@mail.example.com`;
  const deliveryId = `delivery-${orderNo}`;
  const claiming = await ledger.claim({
    orderNo,
    ticketSetId: 'a'.repeat(64),
    deliveryId,
    entry: { event: 'received', deliveryId, type: 'order.ticketed' },
    terms,
  });
  if (claiming.kind !== 'claimed') throw new Error(`expected a claim, got ${claiming.kind}`);
  const passengers = ['ONE', 'TWO', 'THREE'].map((name) => ({
    name: `${pnr}/${name}`,
    passengerType: 'adult',
    ticketNos: [ticketNo],
    airlinePnrs: [pnr],
    ancillaries: [],
  }));
  const details = {
    sentAt: new Date().toISOString(),
    messageId: `<${orderNo}@example.com>`,
    recipient,
    lastAnswer: '250 2.0.0 Ok',
    mailed: { order: { orderNo, passengers }, travellerName: `${pnr} ONE`, locale: 'en-GB' },
  };
  await ledger.recordSent(claiming.claim, details, { event: 'sent', sealed: { recipient } });
}
