import { EventEmitter, once } from 'node:events';
import { Redis } from 'ioredis';
import {
  buildSupplierOrder,
  startRedis,
  startSmtpStandIn,
  startSupplierStandIn,
  type DeliveryBody,
  type RedisProgram,
} from '@ticketpost/testkit';
import { startIngest, startWorker } from './apps.ts';
import { familyOfThree, randomReference } from './bodies.ts';
import { readMemoryByKind, type KindMemory, type MemoryKind } from './memory-by-kind.ts';

const orders = 2_000;
const together = 20;

/** What a client of the supplier's kind sends beside the body. */
const headers = {
  'content-type': 'application/json;charset=UTF-8',
  accept: 'text/plain, application/json, application/*+json, */*',
  'user-agent': 'Apache-HttpClient/4.5.13 (Java/1.8.0_312)',
  'x-forwarded-for': '203.0.113.57',
  'x-forwarded-proto': 'https',
};

const apiKey = 'a-key-of-the-bench-for-the-bookings-api';

/** How the orders come to their mails, from the simplest to what an agency with everything set sees. */
const ways = {
  believed: { isConfirmed: false, isBooked: false },
  'confirmed, with its flights': { isConfirmed: true, isBooked: false },
  'confirmed and booked': { isConfirmed: true, isBooked: true },
};

type Way = (typeof ways)[keyof typeof ways];

/**
 * Bytes of Redis that one finished order of three passengers takes, by what they are for. The search
 * index stands with the figures for a million orders: here its sets are as good as empty.
 */
export async function measureFinishedOrders({
  program,
}: {
  program: RedisProgram;
}): Promise<string[]> {
  const found = new Map<string, Record<MemoryKind, KindMemory>>();
  for (const [name, way] of Object.entries(ways)) found.set(name, await finish(program, way));
  const row = (kind: MemoryKind) =>
    `| ${kind} | ${[...found.values()].map((memory) => perOrder(memory[kind])).join(' | ')} |`;
  const kinds = [
    'record of the order',
    'answers of evidence',
    'jobs of BullMQ',
    'all else',
  ] as const;
  return [
    `### Bytes of Redis a finished order of three passengers, ${orders} orders`,
    '',
    `| what | ${[...found.keys()].join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...kinds.map(row),
    '',
  ];
}

const perOrder = ({ bytes }: KindMemory) => (bytes / orders).toFixed(0);

async function finish(
  program: RedisProgram,
  { isConfirmed, isBooked }: Way,
): Promise<Record<MemoryKind, KindMemory>> {
  const redis = await startRedis({ program });
  const mails = createCount();
  const smtp = await startSmtpStandIn({ onMessage: mails.add });
  const bodies = new Map<string, DeliveryBody>();
  const supplier = await startSupplierStandIn({
    unknownOrders: (orderNo) => {
      const passengers = bodies.get(orderNo)?.data.paxTicketInfos ?? [];
      return buildSupplierOrder({ orderNo, passengers, returnSegments: [{}] });
    },
  });
  const client = new Redis(redis.url);
  const ingest = await startIngest(redis.url, {
    TRUST_PROXY: '1',
    BOOKINGS_API_KEYS: apiKey,
  });
  const worker = await startWorker(redis.url, smtp.url, {
    ...(isConfirmed
      ? {
          ATLAS_BASE_URL: supplier.url,
          ATLAS_CLIENT_ID: supplier.clientId,
          ATLAS_CLIENT_SECRET: supplier.clientSecret,
          RECONCILE_EVERY_MS: '0',
        }
      : {}),
  });
  try {
    for (let posted = 0; posted < orders; posted += together) {
      await Promise.all(
        Array.from({ length: together }, async () => {
          const body = familyOfThree();
          bodies.set(body.data.orderNo, body);
          if (isBooked) await book(ingest.url, body);
          await fetch(ingest.url, { method: 'POST', headers, body: JSON.stringify(body) });
        }),
      );
      await mails.until(posted + together);
    }
    // What they still hold back is written then.
    await worker.child.stop();
    await ingest.child.stop();
    return await readMemoryByKind(client);
  } finally {
    await worker.child.stop();
    await ingest.child.stop();
    client.disconnect();
    await supplier.close();
    await smtp.close();
    await redis.stop();
  }
}

async function book(ingestUrl: string, { data }: DeliveryBody): Promise<void> {
  const [name = ''] = data.paxTicketInfos.map((passenger) => passenger.name);
  await fetch(new URL(`/bookings/${data.orderNo}`, ingestUrl), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      email: `${randomReference().toLowerCase()}.traveller@mail.example.com`,
      name: name.split('/').toReversed().join(' '),
      locale: 'en-GB',
      agencyReference: `B-${randomReference()}`,
    }),
  });
}

/** Counts, and lets wait for a number. */
function createCount() {
  const counted = new EventEmitter();
  let count = 0;
  return {
    add: () => {
      count += 1;
      counted.emit('counted');
    },
    async until(wanted: number) {
      const signal = AbortSignal.timeout(60_000);
      while (count < wanted) await once(counted, 'counted', { signal });
    },
  };
}
