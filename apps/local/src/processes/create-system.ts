import type { RedisProgram } from '@ticketpost/testkit';
import type { Ports } from '../choose-ports.ts';
import type { DataFolder } from '../data/data-folder.ts';
import type { Secrets } from '../data/secrets.ts';
import {
  dashboardEnvironment,
  inboxEnvironment,
  ingestEnvironment,
  workerEnvironment,
  type Environment,
} from '../environment/child-environment.ts';
import { inboxArguments } from '../inbox/inbox-program.ts';
import { parseLogRecord } from '../output/log-record.ts';
import { linesOf } from '../local-error.ts';
import { programArguments, projectFolder, type ProgramForm } from '../project-folder.ts';
import { standInAccount, superviseStandIn } from '../supplier/supervise-stand-in.ts';
import type { Supervised, SupervisionEvents } from './supervised.ts';
import { superviseProgram, type ProgramOptions } from './supervise-program.ts';
import { workerName } from './worker-name.ts';
import { superviseRedis } from './supervise-redis.ts';

/** Where the queue is: on a server of somebody else, or on one that we start. */
type RedisSource =
  { kind: 'given'; url: string } | { kind: 'own'; program: RedisProgram; port: number };

export interface SystemOptions extends SupervisionEvents {
  /** Of the person who started us; each process gets only its own part. */
  environment: Environment;
  folder: DataFolder;
  secrets: Secrets;
  ports: Ports;
  redis: RedisSource;
  form: ProgramForm;
  stopTimeoutMs: number;
  onLine: (process: string, line: string) => void;
}

/** All that runs in one start. */
export interface System {
  /** Resolves when every process is ready; rejects when one is not, and leaves the rest to `stop`. */
  start(): Promise<void>;
  /** Ends everything in order: what takes work in first, what keeps it last. Never rejects. */
  stop(): Promise<void>;
  kill(): void;
  /** What each process wrote last. */
  lastLines(): { name: string; lines: readonly string[] }[];
}

/** Puts the processes together; none runs before `start`. */
export function createSystem(options: SystemOptions): System {
  const { environment, folder, secrets, ports, form, stopTimeoutMs, announce, onGivenUp } = options;
  const { payloadKey, webhookSecret, sessionSecret, bookingsApiKey, users } = secrets;
  const redisUrl =
    options.redis.kind === 'given' ? options.redis.url : `redis://127.0.0.1:${options.redis.port}`;

  const redis =
    options.redis.kind === 'given'
      ? undefined
      : superviseRedis({
          ...{ announce, onGivenUp },
          program: options.redis.program,
          port: options.redis.port,
          directory: folder.redis,
          ownerFile: folder.redisOwnerFile,
        });

  const standIn =
    ports.supplier === undefined
      ? undefined
      : superviseStandIn({
          port: ports.supplier,
          onLine: (line) => {
            options.onLine('stand-in', line);
          },
        });

  const supervise = (
    name: string,
    program: Pick<ProgramOptions, 'args' | 'env' | 'readyUrl' | 'isReadyLine'> & { cwd?: string },
  ): Supervised =>
    superviseProgram({
      cwd: projectFolder,
      ...program,
      ...{ name, announce, onGivenUp, stopTimeoutMs },
      onLine: (line) => {
        options.onLine(name, line);
      },
    });

  const page = `http://127.0.0.1:${ports.inboxPage}`;
  const inbox = supervise('inbox', {
    args: inboxArguments({ folder, ports }),
    env: inboxEnvironment(environment),
    readyUrl: `${page}/api/healthz`,
    isReadyLine: (line) => line.endsWith(`running at ${page}`),
    cwd: folder.mails,
  });
  const ingest = supervise('ingest', {
    args: programArguments('ingest', form),
    env: ingestEnvironment(environment, {
      ...{ redisUrl, payloadKey, webhookSecret, bookingsApiKey },
      journalFolder: folder.journal,
      port: ports.ingest,
      adminPort: ports.ingestAdmin,
    }),
    ...readiness(ports.ingestAdmin),
  });
  const workers = ports.workerAdmins.map((adminPort, index) =>
    supervise(workerName(index, ports.workerAdmins.length), {
      args: programArguments('worker', form),
      env: workerEnvironment(environment, {
        ...{ redisUrl, payloadKey, adminPort },
        smtpPort: ports.inboxSmtp,
        dashboardPort: ports.dashboard,
        supplier: ports.supplier === undefined ? undefined : standInAccount(ports.supplier),
      }),
      ...readiness(adminPort),
    }),
  );
  const dashboard = supervise('dashboard', {
    args: programArguments('dashboard', form),
    env: dashboardEnvironment(environment, {
      ...{ redisUrl, payloadKey, sessionSecret, users },
      port: ports.dashboard,
      adminPort: ports.dashboardAdmin,
    }),
    ...readiness(ports.dashboardAdmin),
  });

  /** The order of the end. */
  const stages = [
    [ingest],
    workers,
    [dashboard],
    standIn ? [standIn] : [],
    [inbox],
    redis ? [redis] : [],
  ];
  const all = stages.flat();
  let stopped: Promise<void> | undefined;

  const stopAll = async (): Promise<void> => {
    for (const stage of stages) await Promise.allSettled(stage.map((part) => part.stop()));
  };

  return {
    async start() {
      const apps = async (): Promise<void> => {
        // Both before the workers, which may find work of an earlier start.
        await Promise.all([redis?.start(), standIn?.start()]);
        await Promise.all([ingest, ...workers, dashboard].map((app) => app.start()));
      };
      await Promise.all([inbox.start(), apps()]);
    },
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
    kill() {
      for (const part of all) part.kill();
    },
    lastLines: () => all.map(({ name, lastLines }) => ({ name, lines: lastLines })),
  };
}

/** Each app names its admin port in the line that says that it listens. */
function readiness(adminPort: number): Pick<ProgramOptions, 'readyUrl' | 'isReadyLine'> {
  return {
    readyUrl: `http://127.0.0.1:${adminPort}/readyz`,
    isReadyLine: (line) => parseLogRecord(line)?.fields.get('adminPort') === adminPort,
  };
}

/** Whether a start failed because somebody took a port between our choice and its use. */
export function isPortTaken(error: unknown): boolean {
  return linesOf(error).some((line) => /EADDRINUSE|address already in use/i.test(line));
}
