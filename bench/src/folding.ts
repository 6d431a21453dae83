import { Redis } from 'ioredis';
import { createLedger, type Claim } from '@ticketpost/ledger';
import { createKeyring } from '@ticketpost/queue';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { benchKey } from './apps.ts';
import { writeOrders } from './operators/write-orders.ts';

const rounds = 5_000;
const orderNo = 'AAAAA20260102030405678';
const claim: Claim = { orderNo, ticketSetId: 'f'.repeat(64), token: '' };
const sent = { event: 'sent', sealed: { recipient: 'traveller@mail.example.com' } } as const;
const details = {
  sentAt: '2026-01-02T03:04:05.678Z',
  messageId: '<id@example.com>',
  recipient: 'traveller@mail.example.com',
  lastAnswer: '250 OK',
};

/** The commands of the ledger that are called here. */
interface Commands {
  ledgerSentBuffer: (...args: unknown[]) => Promise<[number, Buffer[]]>;
  ledgerFold: (...args: unknown[]) => Promise<number>;
}

/** Processor time that folding a sent order takes of a worker, and reading it again of a reader. */
export async function measureFolding({ program }: { program: RedisProgram }): Promise<string[]> {
  const redis = await startRedis({ program });
  const client = new Redis(redis.url);
  try {
    const ledger = createLedger({ redis: client, sealer: createKeyring([benchKey]) });
    const commands = client as unknown as Commands;
    let fields: Buffer[] = [];
    // The ledger that writes the order is another, over the same commands.
    Object.assign(client, { defineCommand: () => undefined });
    const askRedis = commands.ledgerSentBuffer.bind(client);
    commands.ledgerSentBuffer = async (...args) => {
      const reply = await askRedis(...args);
      [, fields] = reply;
      return reply;
    };
    const about = { amount: 1, ending: 'sent', months: 1, untilMs: Date.now() } as const;
    const [order] = await writeOrders(client, about);
    if (order === undefined || fields.length === 0) throw new Error('no order was written');

    // From here on Redis costs nothing: what it would answer is at hand.
    commands.ledgerFold = () => Promise.resolve(1);
    const record = async (answered: Buffer[]) => {
      commands.ledgerSentBuffer = () => Promise.resolve([0, answered]);
      return timeCpu(() => ledger.recordSent({ ...claim, orderNo: order.orderNo }, details, sent));
    };
    const plain = await record([]);
    const folded = await record(fields);
    const hash = await client.hgetallBuffer(`ticketpost:order:${order.orderNo}`);
    Object.assign(client, { hgetallBuffer: () => Promise.resolve(hash) });
    const read = await timeCpu(() => ledger.read(order.orderNo));
    return [
      `### Processor time of folding, ${rounds} rounds`,
      '',
      `Recording a sent mail takes ${plain.toFixed(0)} µs, ${(folded - plain).toFixed(0)} µs more with the fold; reading a folded order takes ${read.toFixed(0)} µs. Redis is left out.`,
      '',
    ];
  } finally {
    client.disconnect();
    await redis.stop();
  }
}

/** Microseconds of the processor a round, which other work on the machine lengthens less than the clock's. */
async function timeCpu(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < rounds / 10; n += 1) await work();
  const before = process.cpuUsage();
  for (let n = 0; n < rounds; n += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / rounds;
}
