import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, startRedis, startSmtpStandIn, type RedisProgram } from '@ticketpost/testkit';
import { readTakenMail, type TakenMail } from '../mail/mail-log.ts';
import type { Random } from '../random/create-random.ts';
import { createMailServer, type MailServer } from './mail-server.ts';
import {
  ingestEnvironment,
  mailboxes,
  supplierEnvironment,
  workerEnvironment,
} from './environment.ts';
import { makeJournalFolder, type JournalFolder } from './journal-folder.ts';
import { createRedisUnderTest, type RedisUnderTest } from './redis-under-test.ts';
import {
  createSupervisedApp,
  type App,
  type AppExit,
  type SupervisedApp,
} from './supervised-app.ts';
import { startSupplierUnderTest, type SupplierUnderTest } from './supplier-under-test.ts';

type Env = Readonly<Record<string, string>>;

export interface FaultSystemOptions {
  ingests?: number;
  workers?: number;
  /** Over the suite's own settings. */
  ingestEnv?: Env;
  /** Over the suite's own settings; by the number of the worker, from 1. */
  workerEnv?: (number: number) => Env;
  /** Whether Redis is away while the apps start; `heal` starts it. */
  isRedisAbsent?: boolean;
  /** Whether the workers have the supplier's credentials, and ask it; default false. */
  hasSupplier?: boolean;
  /** Whether somebody is written to about orders that no booking tells of; default true. */
  hasFallback?: boolean;
  /** Default an ordinary folder each. */
  journalFolder?: (path: string) => Promise<JournalFolder>;
}

/** The whole of Ticketpost as built processes, with a Redis and a mail server that can be hurt. */
export interface FaultSystem {
  redis: RedisUnderTest;
  smtp: MailServer;
  /** Absent where an event is believed. */
  supplier: SupplierUnderTest | undefined;
  /** Where mails go that no booking tells of. */
  mailboxes: { sandbox: string; fallback: string | undefined };
  ingests: readonly SupervisedApp[];
  workers: readonly SupervisedApp[];
  /** Where deliveries are posted and bookings put, one for each ingest; without a slash at the end. */
  ingestUrls: readonly [string, ...string[]];
  /** Ingests and workers. */
  apps: readonly SupervisedApp[];
  /** Every message that the mail server took. */
  mails: readonly TakenMail[];
  exits: readonly AppExit[];
  /** Holds logs, journals and Redis' data. */
  directory: string;
  /** Everything runs, nothing is frozen, Redis refuses nothing, the supplier answers. */
  heal(): Promise<void>;
  /** SIGTERM to all apps; resolves when they are gone. */
  stopApps(): Promise<void>;
  /** Ends what is left; `keep` leaves the directory. */
  close(options: { keep: boolean }): Promise<void>;
}

type StartOptions = FaultSystemOptions & { program: RedisProgram; random: Random };
type Closers = (() => Promise<unknown>)[];

/** Starts it all; what was started is ended again when something does not come up. */
export async function startFaultSystem(options: StartOptions): Promise<FaultSystem> {
  const closers: Closers = [];
  try {
    return await startParts(options, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function closeAll(closers: Closers): Promise<void> {
  for (const close of closers.reverse()) await close().catch(() => undefined);
}

async function startParts(options: StartOptions, closers: Closers): Promise<FaultSystem> {
  const { program, ingests = 1, workers = 2, ingestEnv = {}, workerEnv = () => ({}) } = options;
  const { journalFolder = makeJournalFolder, isRedisAbsent = false } = options;
  const { hasSupplier = false, hasFallback = true } = options;
  const random = options.random.fork('ports');
  const directory = await mkdtemp(join(tmpdir(), 'ticketpost-faults-'));
  await mkdir(join(directory, 'logs'));
  const mails: TakenMail[] = [];
  const exits: AppExit[] = [];

  const server = await startRedis({
    program,
    appendOnly: 'always',
    directory: join(directory, 'redis'),
  });
  const redis = createRedisUnderTest(server);
  closers.push(() => redis.stop());
  if (isRedisAbsent) await redis.kill();

  const standIn = await startSmtpStandIn({
    port: await pickPort(random),
    onMessage: (message) => {
      if (message.accepted) mails.push(readTakenMail(message));
    },
  });
  const smtp = createMailServer(standIn);
  closers.push(() => standIn.close());

  const supplier = hasSupplier
    ? await startSupplierUnderTest({ port: await pickPort(random) })
    : undefined;
  if (supplier !== undefined) closers.push(() => supplier.close());

  const apps: SupervisedApp[] = [];
  const addApp = async (
    app: App,
    number: number,
    env: Env,
    command?: JournalFolder['command'],
  ): Promise<SupervisedApp> => {
    const name = `${app}-${number}`;
    const supervised = createSupervisedApp({
      app,
      name,
      env: { REDIS_URL: redis.url, ...env },
      adminPort: await pickPort(random),
      logFile: join(directory, 'logs', `${name}.log`),
      onExit: (exit) => exits.push(exit),
      ...(command === undefined ? {} : { command }),
    });
    apps.push(supervised);
    closers.push(() => supervised.kill());
    return supervised;
  };

  const ingestUrls: string[] = [];
  const ingestApps: SupervisedApp[] = [];
  for (let number = 1; number <= ingests; number += 1) {
    const port = await pickPort(random);
    const folder = await journalFolder(join(directory, `journal-${number}`));
    closers.push(() => folder.remove());
    const env = { ...ingestEnvironment({ port, journalDir: folder.path }), ...ingestEnv };
    ingestApps.push(await addApp('ingest', number, env, folder.command));
    ingestUrls.push(`http://127.0.0.1:${port}`);
  }
  const workerApps: SupervisedApp[] = [];
  for (let number = 1; number <= workers; number += 1) {
    const env = {
      ...workerEnvironment({ smtpPort: standIn.port, hasFallback }),
      ...(supplier === undefined ? {} : supplierEnvironment(supplier)),
      ...workerEnv(number),
    };
    workerApps.push(await addApp('worker', number, env));
  }

  await Promise.all(apps.map((app) => app.start()));
  // With Redis away an ingest is alive, and takes deliveries for its journal.
  const areUp = await Promise.all(
    apps.map((app) => (isRedisAbsent ? app.waitUntilAlive() : app.waitUntilReady())),
  );
  if (areUp.includes(false)) throw new Error(`not all apps came up: see ${directory}/logs`);

  return {
    redis,
    smtp,
    supplier,
    mailboxes: {
      sandbox: mailboxes.sandbox,
      fallback: hasFallback ? mailboxes.others : undefined,
    },
    ingests: ingestApps,
    workers: workerApps,
    ingestUrls: ingestUrls as [string, ...string[]],
    apps,
    mails,
    exits,
    directory,
    async heal() {
      await redis.heal();
      await supplier?.heal();
      for (const app of apps) {
        app.thaw();
        await app.start();
      }
    },
    async stopApps() {
      await Promise.all(apps.map((app) => app.stop()));
    },
    async close({ keep }) {
      await closeAll(closers);
      if (!keep) await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Below the range from which systems take source ports: whoever tries again and again to reach a
 * dead server on a port of that range can end up connected to itself.
 */
async function pickPort(random: Random): Promise<number> {
  return findFreePort(random.integer(16_000, 31_000));
}
