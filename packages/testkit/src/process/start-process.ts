import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type Arrivals, createArrivals } from '../arrivals.ts';
import { TestkitError } from '../testkit-error.ts';
import { createChildGuard } from './child-guard.ts';
import { createLineSplitter } from './line-splitter.ts';
import type { ProcessExit, RunningProcess } from './running-process.ts';
import { waitForHttp } from './wait-for-http.ts';

export interface StartProcessOptions {
  command: string;
  args: readonly string[];
  /** The child's whole environment; only PATH is handed on when it is not set here. */
  env: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  /** Says in error messages whose process it is. */
  name: string;
  /** Ready when a line matches, or when the address answers with a 2xx; without it, as soon as it runs. */
  readyWhen?: ((line: string) => boolean) | { url: string };
  /** Default 30 000. */
  readyTimeoutMs?: number;
  /** How long `stop` waits between SIGTERM and SIGKILL; default 10 000. */
  stopTimeoutMs?: number;
  /** Called with each line as it comes, for live output. */
  onLine?: (line: string) => void;
  /** How many lines are kept; default 50 000. */
  maxLines?: number;
  /** A command to run when this process dies before the child, beside ending the child itself. */
  whenOrphaned?: readonly string[];
}

type OutputChild = ChildProcessByStdio<null, Readable, Readable>;

/** A grandchild that inherited the output may hold it open: that long we wait for its end. */
const outputGraceMs = 1000;
const maxLinesInError = 20;

/**
 * Starts a program in a process group of its own, so that a Ctrl-C in the terminal reaches only
 * us and we decide the order. It never outlives us, even if we are killed.
 *
 * Rejects with `not_started`, or with `exited` or `timed_out` (and the last lines) when it does not
 * become ready; then nothing is left running.
 */
export async function startProcess(options: StartProcessOptions): Promise<RunningProcess> {
  const guard = createChildGuard(
    options.whenOrphaned === undefined ? {} : { whenOrphaned: options.whenOrphaned },
  );
  const child = spawn(options.command, options.args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { PATH: process.env['PATH'], ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) {
    guard.release();
    const [cause] = (await once(child, 'error')) as [Error];
    const message = `${options.name}: ${options.command} could not be started`;
    throw new TestkitError(message, { code: 'not_started', cause });
  }
  guard.watch(pid);
  child.on('error', () => undefined);
  child.once('exit', () => {
    guard.release();
  });

  const output = collectLines(child, options);
  const exited = watchExit(child);
  void exited.then((exit) => {
    output.end(() => exitError(options.name, exit, output.items));
  });
  const running = createRunningProcess({ child, pid, output, exited, options });
  try {
    await untilReady(running, options);
  } catch (error) {
    await running.kill();
    throw error;
  }
  return running;
}

function createRunningProcess(parts: {
  child: OutputChild;
  pid: number;
  output: Arrivals<string>;
  exited: Promise<ProcessExit>;
  options: StartProcessOptions;
}): RunningProcess {
  const { child, pid, output, exited, options } = parts;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return {
    pid,
    lines: output.items,
    exited,
    nextLine: (match, { timeoutMs = 10_000 } = {}) => output.next(match, timeoutMs),
    signal: (name) => {
      child.kill(name);
    },
    kill,
    async stop() {
      child.kill('SIGTERM');
      child.kill('SIGCONT');
      const bound = new AbortController();
      const late = delay(options.stopTimeoutMs ?? 10_000, 'late', { signal: bound.signal }).catch(
        () => 'gone',
      );
      if ((await Promise.race([exited, late])) === 'late') killGroup(pid);
      bound.abort();
      return exited;
    },
  };
}

async function untilReady(
  running: RunningProcess,
  { name, readyWhen, readyTimeoutMs = 30_000 }: StartProcessOptions,
): Promise<void> {
  if (readyWhen === undefined) return;
  if (typeof readyWhen === 'function') {
    await running.nextLine(readyWhen, { timeoutMs: readyTimeoutMs });
    return;
  }
  const gone = new AbortController();
  const earlyExit = running.exited.then((exit) => {
    gone.abort();
    throw exitError(name, exit, running.lines);
  });
  const answer = waitForHttp(readyWhen.url, { timeoutMs: readyTimeoutMs, signal: gone.signal });
  earlyExit.catch(() => undefined);
  answer.catch(() => undefined);
  const response = await Promise.race([answer, earlyExit]);
  await response.body?.cancel();
}

function collectLines(child: OutputChild, options: StartProcessOptions): Arrivals<string> {
  const output = createArrivals<string>({
    takeOnce: false,
    maxItems: options.maxLines ?? 50_000,
    describe: (lines) => ({
      message: `${options.name}: the line waited for did not come`,
      lines: lines.slice(-maxLinesInError),
    }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    const splitter = createLineSplitter((line) => {
      output.add(line);
      options.onLine?.(line);
    });
    stream.on('data', (chunk: Buffer) => {
      splitter.write(chunk);
    });
    stream.on('close', () => {
      splitter.end();
    });
  }
  return output;
}

function watchExit(child: OutputChild): Promise<ProcessExit> {
  return new Promise((resolve) => {
    let cutOff: NodeJS.Timeout | undefined;
    child.once('exit', () => {
      cutOff = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, outputGraceMs);
    });
    child.once('close', (code, signal) => {
      clearTimeout(cutOff);
      resolve({ code, signal });
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group went away by itself in the meantime.
  }
}

function exitError(name: string, exit: ProcessExit, lines: readonly string[]): TestkitError {
  const how = exit.signal ?? `code ${exit.code ?? 'unknown'}`;
  const last = lines.slice(-maxLinesInError);
  return new TestkitError(`${name} ended (${how})`, { code: 'exited', lines: last });
}
