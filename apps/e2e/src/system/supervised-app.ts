import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { startProcess, waitForHttp, type RunningProcess } from '@ticketpost/testkit';

export type App = 'ingest' | 'worker' | 'dashboard';

/** How a process ended, and whether anybody had asked for it. */
export interface AppExit {
  /** Such as `worker-2`. */
  name: string;
  /** `stop` is SIGTERM, `kill` is SIGKILL; `nothing`: it ended by itself and was started again. */
  asked: 'stop' | 'kill' | 'nothing';
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it said last. */
  lastLines: readonly string[];
}

/** One built app under a supervisor, as in production: ends it by itself, it is started again. */
export interface SupervisedApp {
  readonly name: string;
  /** Where it answers /livez, /readyz and /metrics. */
  readonly adminUrl: string;
  /** Starts it when it does not run; does not wait until it can work. */
  start(): Promise<void>;
  /** Waits until `/readyz` says yes, for half a minute at most; answers whether it did. */
  waitUntilReady(): Promise<boolean>;
  /** The same for `/livez`: from then on it knows what SIGTERM means. */
  waitUntilAlive(): Promise<boolean>;
  /** Whether it answers `/livez` now. */
  isAlive(): Promise<boolean>;
  /** SIGKILL; it stays down until `start`. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it is gone. Stays down until `start`. */
  stop(): Promise<void>;
  freeze(): void;
  thaw(): void;
  signal(name: NodeJS.Signals): void;
}

export interface SupervisedAppOptions {
  app: App;
  name: string;
  env: Readonly<Record<string, string>>;
  /** Where it answers /livez, /readyz and /metrics. */
  adminPort: number;
  /** Gets everything that it writes, over all its lives. */
  logFile: string;
  /** Told of every end. */
  onExit: (exit: AppExit) => void;
  /** A program that runs Node with these arguments; default Node itself. */
  command?: (nodeArguments: readonly string[]) => { command: string; args: readonly string[] };
}

const restartDelayMs = 300;
/** Longer than the apps' own bound, which they are to keep. */
const stopTimeoutMs = 15_000;
const readyTimeoutMs = 30_000;
const aliveTimeoutMs = 1000;

const builtMain = (app: App): string =>
  fileURLToPath(new URL(`../../../${app}/dist/main.js`, import.meta.url));

export function createSupervisedApp(options: SupervisedAppOptions): SupervisedApp {
  const { app, name, adminPort, onExit } = options;
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  const env = { ...options.env, ADMIN_PORT: String(adminPort) };
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const runNode = options.command ?? ((args) => ({ command: process.execPath, args }));
  let running: RunningProcess | undefined;
  let asked: AppExit['asked'] = 'kill';
  const isWanted = (): boolean => asked === 'nothing';

  const start = async (): Promise<void> => {
    if (running !== undefined) return;
    log.write(`--- ${new Date().toISOString()} starting\n`);
    asked = 'nothing';
    const child = await startProcess({
      ...runNode([builtMain(app)]),
      name,
      env,
      maxLines: 50,
      stopTimeoutMs,
      onLine: (line) => log.write(`${line}\n`),
    });
    running = child;
    void child.exited.then(async ({ code, signal }) => {
      running = undefined;
      log.write(
        `--- ${new Date().toISOString()} ended: ${signal ?? String(code)}, asked for: ${asked}\n`,
      );
      onExit({ name, asked, code, signal, lastLines: child.lines.slice(-10) });
      if (!isWanted()) return;
      await delay(restartDelayMs);
      if (isWanted()) await start();
    });
  };

  return {
    name,
    adminUrl,
    start,
    waitUntilReady: () => answers(`${adminUrl}/readyz`, readyTimeoutMs),
    waitUntilAlive: () => answers(`${adminUrl}/livez`, readyTimeoutMs),
    isAlive: () => answers(`${adminUrl}/livez`, aliveTimeoutMs),
    async kill() {
      asked = 'kill';
      await running?.kill();
    },
    async stop() {
      asked = 'stop';
      await running?.stop();
    },
    freeze: () => running?.signal('SIGSTOP'),
    thaw: () => running?.signal('SIGCONT'),
    signal: (signalName) => running?.signal(signalName),
  };
}

function answers(url: string, timeoutMs: number): Promise<boolean> {
  return waitForHttp(url, { timeoutMs }).then(
    () => true,
    () => false,
  );
}
