import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { hashPassword } from '@ticketpost/passwords';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { startBareReader, startDashboard } from './apps.ts';
import { randomReference } from './bodies.ts';
import { readMemoryByKind } from './memory-by-kind.ts';
import {
  createBrowser,
  logIn,
  timeRequests,
  type Browser,
  type Times,
} from './operators/browse.ts';
import { cloneOrders } from './operators/clone-orders.ts';
import { failJobs, quarantine } from './operators/fail-jobs.ts';
import { watchCommands, type AskedCommands } from './operators/watch-commands.ts';
import { writeOrders, type WrittenOrder } from './operators/write-orders.ts';
import { residentMb } from './resident-memory.ts';

/** How much there is to look at. */
export interface Scale {
  orders: number;
  deadLetters: number;
}

const writtenOrders = 5_000;
const sharedOrders = 5_000;
const owedOrders = 2_000;
const quarantined = 3_000;
const months = 13;
const requests = 2_000;
const sampledKeys = 100_000;
const watchedRounds = 20;
const html = { accept: 'text/html' };
const json = { accept: 'application/json' };
const user = { name: 'olga', password: 'a password of the bench' };

/** A kind of request: what is asked the n-th time, and by when 99 of 100 are to be answered. */
interface Visit {
  name: string;
  aimMs?: number;
  ask: (n: number) => Promise<number>;
}

/**
 * How fast the dashboard's pages are, and how large it is, with so many orders and dead letters. Some
 * thousand of the orders are written by the real ledger, and only they are asked for; the others are
 * their copies.
 */
export async function measureOperators({
  program,
  scale,
}: {
  program: RedisProgram;
  scale: Scale;
}): Promise<string[]> {
  const redis = await startRedis({ program });
  const client = new Redis(redis.url);
  const closers: (() => Promise<unknown>)[] = [() => redis.stop(), () => client.quit()];
  try {
    const filled = await fill(redis.url, client, scale);
    const dashboard = await startDashboard(redis.url, {
      DASHBOARD_USERS: `${user.name}:operator:${await hashPassword(user.password)}`,
    });
    closers.push(() => dashboard.child.stop());
    const bare = await startBareReader(redis.url);
    closers.push(() => bare.child.stop());

    const browser = createBrowser(
      dashboard.url,
      await logIn(dashboard.url, user.name, user.password),
    );
    const plain = createBrowser(bare.url);
    const visits = listVisits(browser, filled);
    const tallySeconds = await untilTallied(browser);
    const before = await residentMb(dashboard);
    const baseline = await timeRequests(requests, (n) =>
      plain.get(`/${pick(filled.written, n).orderNo}`, json),
    );
    const times = new Map<Visit, Times>();
    for (const visit of visits) times.set(visit, await timeRequests(requests, visit.ask));
    const after = await residentMb(dashboard);
    const asked = await watchCommands(client, async () => {
      for (let n = 0; n < watchedRounds; n += 1) for (const { ask } of visits) await ask(n);
    });
    browser.close();
    plain.close();
    return report({
      scale,
      filled,
      baseline,
      times,
      tallySeconds,
      residentMb: { before, after },
      asked,
    });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** What there is to ask for. */
interface Filled {
  written: readonly WrittenOrder[];
  sharedReference: string;
  dead: readonly WrittenOrder[];
  seconds: number;
  bytesPerOrder: { record: number; index: number };
  usedMb: number;
}

async function fill(redisUrl: string, client: Redis, scale: Scale): Promise<Filled> {
  const begunAt = performance.now();
  const untilMs = Date.now();
  const about = { months, untilMs };
  const sharedReference = randomReference();
  const written = await writeOrders(client, { ...about, amount: writtenOrders, ending: 'sent' });
  await writeOrders(client, {
    ...about,
    amount: sharedOrders,
    ending: 'sent',
    reference: sharedReference,
  });
  await cloneOrders(client, {
    modelOrderNos: written.map(({ orderNo }) => orderNo),
    amount: scale.orders - writtenOrders - sharedOrders,
    months: Array.from({ length: months }, (_, back) => monthBefore(untilMs, back)),
  });
  const sample = await readMemoryByKind(client, { mostKeys: sampledKeys });
  const records = sample['record of the order'];
  const sampledOrders = records.keys;
  await writeOrders(client, { ...about, amount: owedOrders, ending: 'no_recipient' });
  const dead = await writeOrders(client, { ...about, amount: owedOrders, ending: 'dead' });
  const orderNos = dead.map(({ orderNo }) => orderNo);
  await failJobs(redisUrl, { amount: scale.deadLetters, orderNos });
  await quarantine(redisUrl, quarantined);
  return {
    written,
    sharedReference,
    dead,
    seconds: (performance.now() - begunAt) / 1000,
    bytesPerOrder: {
      record: records.bytes / sampledOrders,
      index: sample['search index'].bytes / sampledOrders,
    },
    usedMb: (await readUsedBytes(client)) / 2 ** 20,
  };
}

function listVisits(browser: Browser, { written, sharedReference, dead }: Filled): Visit[] {
  const one = (n: number) => pick(written, n);
  const search = (text: string) => `/orders?q=${encodeURIComponent(text)}`;
  /** The only hit of a search is where the browser is sent on to. */
  const onward = { ...html, status: 303 };
  return [
    {
      name: 'search by order number',
      aimMs: 50,
      ask: (n) => browser.get(search(one(n).orderNo), onward),
    },
    {
      name: 'search by booking reference',
      aimMs: 50,
      ask: (n) => browser.get(search(one(n).reference), onward),
    },
    {
      name: 'search by ticket number',
      aimMs: 50,
      ask: (n) => browser.get(search(one(n).ticketNo), onward),
    },
    {
      name: 'search by delivery id',
      aimMs: 50,
      ask: (n) => browser.get(search(one(n).deliveryId), onward),
    },
    {
      name: 'search for what nobody has',
      aimMs: 50,
      ask: (n) => browser.get(search(`NOBODY${n}`), html),
    },
    {
      name: `search that finds ${sharedOrders}, a page of 50`,
      aimMs: 50,
      ask: () => browser.get(search(sharedReference), html),
    },
    {
      name: 'order, page',
      aimMs: 50,
      ask: (n) => browser.get(`/orders/${one(n).orderNo}`, html),
    },
    {
      name: 'order, JSON',
      aimMs: 50,
      ask: (n) => browser.get(`/orders/${one(n).orderNo}`, json),
    },
    {
      name: 'order with dead letters, page',
      aimMs: 50,
      ask: (n) => browser.get(`/orders/${pick(dead, n).orderNo}`, html),
    },
    { name: 'overview, page', aimMs: 100, ask: () => browser.get('/', html) },
    { name: 'overview, JSON', aimMs: 100, ask: () => browser.get('/', json) },
    { name: 'dead letters, first page', ask: () => browser.get('/dead-letters', html) },
    {
      name: 'dead letters of one reason',
      ask: () => browser.get('/dead-letters?reason=smtp_rejected', html),
    },
    { name: 'quarantine, first page', ask: () => browser.get('/quarantine', html) },
  ];
}

/** Waits until the dashboard has seen every dead letter, and says how long that took. */
async function untilTallied(browser: Browser): Promise<number> {
  const begunAt = performance.now();
  for (;;) {
    const { deadLetters } = (await browser.read('/')) as { deadLetters: { isComplete: boolean } };
    if (deadLetters.isComplete) return (performance.now() - begunAt) / 1000;
    // It has no event to wait on.
    await pause(100);
  }
}

function report(about: {
  scale: Scale;
  filled: Filled;
  baseline: Times;
  times: ReadonlyMap<Visit, Times>;
  tallySeconds: number;
  residentMb: { before: number; after: number };
  asked: AskedCommands;
}): string[] {
  const { scale, filled, baseline, times, asked } = about;
  const show = (ms: number) => ms.toFixed(1);
  const row = ({ name, aimMs }: Pick<Visit, 'name' | 'aimMs'>, { p50Ms, p99Ms }: Times) =>
    `| ${name} | ${show(p50Ms)} | ${show(p99Ms)} | ${aimMs === undefined ? '' : `≤ ${aimMs}`} | ${show(p50Ms / baseline.p50Ms)} |`;
  const { record, index } = filled.bytesPerOrder;
  return [
    `### Operators' pages: ${scale.orders} orders, ${scale.deadLetters} dead letters, ${owedOrders} without an address, ${quarantined} in quarantine`,
    '',
    `${requests} requests each, one after another over one connection; the ratio is to the bare reader's p50.`,
    '',
    '| request | p50 ms | p99 ms | aim, p99 ms | ratio |',
    '| --- | --- | --- | --- | --- |',
    row({ name: 'bare reader: HGETALL, no login, no page' }, baseline),
    ...[...times].map(([visit, measured]) => row(visit, measured)),
    '',
    `Dashboard's resident memory: ${about.residentMb.before.toFixed(0)} MB before, ${about.residentMb.after.toFixed(0)} MB after (aim ≤ 150).`,
    `Every dead letter was counted by reason ${about.tallySeconds.toFixed(1)} s after the login.`,
    `Bytes of Redis an order: record ${record.toFixed(0)}, search index ${index.toFixed(0)}. Redis used ${filled.usedMb.toFixed(0)} MB in all.`,
    `Filling took ${filled.seconds.toFixed(0)} s; ${writtenOrders + sharedOrders} orders by the ledger, the others copies of their bytes.`,
    `Commands over ${watchedRounds} rounds of all requests: ${[...asked.calls].map(([name, count]) => `${name} ${count}`).join(', ')}.`,
    `KEYS and reads of a whole list or set: ${asked.unbounded.length === 0 ? 'none' : asked.unbounded.join('; ')}.`,
    '',
  ];
}

async function readUsedBytes(client: Redis): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);
}

function monthBefore(ms: number, back: number): string {
  const date = new Date(ms);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1))
    .toISOString()
    .slice(0, 7);
}

function pick<Item>(from: readonly Item[], n: number): Item {
  const item = from[(n * 7919) % from.length];
  if (item === undefined) throw new Error('there is nothing to ask for');
  return item;
}
