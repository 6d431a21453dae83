import { Redis } from 'ioredis';
import {
  createKeyring,
  eventsQueueName,
  queuePrefix,
  sealEnvelope,
  sealReceipt,
  type Envelope,
} from '@ticketpost/queue';
import { listSearchTerms, readSupplierEvent } from '@ticketpost/schema';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { benchKey, startIngest } from './apps.ts';
import { freshBody, postFreshOrders } from './load.ts';
import { summarise } from './statistics.ts';

const connections = 64;
const sealings = 20_000;
/** Nonce and tag, which a sealed value has on top of what it seals. */
const overheadBytes = 28;

/**
 * What sealing costs a delivery, payload and receipt, beside the whole of its acknowledgement: the
 * time that ingest, as fast as it can, takes for one. Then what the keyed hashes of its search terms
 * cost, which the worker makes.
 */
export async function measureSealing(options: {
  program: RedisProgram;
  rounds: number;
  seconds: number;
}): Promise<string[]> {
  const { program, rounds, seconds } = options;
  const redis = await startRedis({ program, appendOnly: 'always' });
  const client = new Redis(redis.url);
  const ingest = await startIngest(redis.url);
  try {
    const post = () => postFreshOrders({ url: ingest.url, connections, seconds });
    // One that does not count, for the compilers to warm up.
    await post();
    const { order, receipt, fields } = await readOne(client);
    const keyring = createKeyring([benchKey]);
    const seal = () => {
      sealEnvelope(keyring, fields, order);
      sealReceipt(keyring, fields.deliveryId, receipt);
    };
    const write = () => JSON.stringify(order);
    const terms = listSearchTerms(order);
    const blind = () => terms.map((term) => keyring.blind(term));
    for (const work of [seal, write, blind]) time(work);

    const ackUs: number[] = [];
    const cpuUs: number[] = [];
    const sealUs: number[] = [];
    const blindUs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await client.flushall();
      const cpuBefore = await ingest.readMetric('process_cpu_seconds_total');
      const { perSecond } = await post();
      const cpu = (await ingest.readMetric('process_cpu_seconds_total')) - cpuBefore;
      ackUs.push(1e6 / perSecond);
      cpuUs.push((cpu * 1e6) / (perSecond * seconds));
      // Unsealed, the payload would be written as JSON all the same.
      sealUs.push(time(seal) - time(write));
      blindUs.push(time(blind));
    }
    const share = (parts: readonly number[], wholes: readonly number[]) =>
      summarise(
        parts.map((part, round) => (part / (wholes[round] ?? NaN)) * 100),
        1,
      );
    return [
      `### Sealing, against the acknowledgement, ${connections} connections, \`appendfsync always\``,
      '',
      '| | µs a delivery |',
      '| --- | --- |',
      `| acknowledged, at the highest rate | ${summarise(ackUs)} |`,
      `| processor time of ingest for it | ${summarise(cpuUs)} |`,
      `| payload and receipt sealed | ${summarise(sealUs, 1)} |`,
      `| ${terms.length} search terms hashed | ${summarise(blindUs, 1)} |`,
      '',
      `Share of sealing: ${share(sealUs, ackUs)} % of the acknowledgement, ${share(sealUs, cpuUs)} % of its processor time (aim: ≤ 5 %).`,
      '',
    ];
  } finally {
    await ingest.child.stop();
    client.disconnect();
    await redis.stop();
  }
}

/** A delivery as ingest sealed it, with texts of the lengths that it seals. */
async function readOne(client: Redis) {
  const prefix = `${queuePrefix}:${eventsQueueName}:`;
  const [deliveryId = ''] = await client.lrange(`${prefix}wait`, 0, 0);
  const data = JSON.parse((await client.hget(prefix + deliveryId, 'data')) ?? '') as Envelope;
  const { receivedAt, type, orderNo = '', receipt: sealedReceipt = '' } = data;
  const reading = readSupplierEvent(JSON.parse(freshBody()));
  if (reading.kind !== 'event' || reading.event.kind !== 'ticketed') {
    throw new Error('the sample is not read');
  }
  const encoded = sealedReceipt.slice(sealedReceipt.indexOf('.') + 1);
  const length = Buffer.from(encoded, 'base64url').length - overheadBytes;
  return {
    order: reading.event.order,
    receipt: Buffer.alloc(Math.max(0, length), 'x'),
    fields: { deliveryId, receivedAt, type, orderNo },
  };
}

/** Processor time for one, in µs: whatever else the machine does has no part in it. */
function time(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < sealings; n++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / sealings;
}
