import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningProcess, startProcess } from '@ticketpost/testkit';
import { readCurlLine } from './documented-examples.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../local/dist/main.js', import.meta.url));
const arrival = /The confirmation for order (\S+) arrived: Message-ID (<\S+@\S+>)/;
/** A whole system on a loaded machine. */
const timeoutMs = 120_000;

const started: RunningProcess[] = [];
/** With spaces; every process of a start has it in its environment. */
let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(path.join(os.tmpdir(), 'ticketpost local '));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((running) => running.stop()));
  await rm(temporary, { recursive: true, force: true });
});

async function startLocal(args: string[], env: Record<string, string> = {}) {
  const running = await startProcess({
    command: process.execPath,
    args: [main, ...args],
    env: { TMPDIR: temporary, ...env },
    name: 'npm start',
    stopTimeoutMs: 30_000,
  });
  started.push(running);
  return running;
}

function findArrival(running: RunningProcess): { orderNo: string; messageId: string } {
  const [, orderNo = '', messageId = ''] = arrival.exec(running.lines.join('\n')) ?? [];
  return { orderNo, messageId };
}

const isUp = (line: string): boolean => line === 'Ctrl-C stops everything.';

/**
 * The processes of the starts of this test: they have its folder in their environment, or as their
 * working folder where they overwrite the former with their title, as Redis does.
 */
async function findProcesses(): Promise<{ pid: number; command: string }[]> {
  if (process.platform !== 'linux') return listProcessesWithEnvironment();
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
        const folder = await readlink(`/proc/${pid}/cwd`);
        const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
        return `${environment} ${folder}`.includes(temporary) ? [{ pid, command }] : [];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}

/** Where there is no /proc: without those that overwrote their environment. */
async function listProcessesWithEnvironment(): Promise<{ pid: number; command: string }[]> {
  const { stdout } = await run('ps', ['axeww', '-o', 'pid=,command=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(temporary))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
}

/** Resolves when none is left; what remains after a while ends the test with its names. */
async function untilNothingRuns(): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    if ((await findProcesses()).length === 0) return;
    await delay(100);
  }
  expect(await findProcesses()).toEqual([]);
}

/** The texts of all mails in the inbox of a system that stays. */
async function readInbox({ lines }: RunningProcess): Promise<{ to: string; text: string }[]> {
  const url = lines.find((line) => line.trimStart().startsWith('Inbox '))?.match(/http\S+/)?.[0];
  const answer = await fetch(`${url}/api/email`);
  const mails = (await answer.json()) as {
    text?: string;
    envelope?: { to?: { address?: string }[] };
  }[];
  return mails.map(({ text = '', envelope }) => ({
    to: envelope?.to?.[0]?.address ?? '',
    text,
  }));
}

/** Sends the lines that `npm start` prints to book an order and to post its event. */
async function sendBookingLines({ lines }: RunningProcess): Promise<void> {
  const place = lines.findIndex((line) => line.startsWith('curl -X PUT'));
  for (const line of lines.slice(place, place + 2)) {
    const { method, url, headers, body } = readCurlLine(line);
    const { ok } = await fetch(url, { method, headers, body: body ?? null });
    expect({ line, ok }).toEqual({ line, ok: true });
  }
}

describe('npm start', () => {
  it(
    'with --once delivers the sample into the inbox, on free ports, and leaves nothing behind',
    async () => {
      const other = createServer().listen(3000, '127.0.0.1');
      // Somebody else may have it already, which is as good.
      await Promise.race([once(other, 'listening'), once(other, 'error').catch(() => undefined)]);
      try {
        const running = await startLocal(['--once']);
        expect(await running.exited).toEqual({ code: 0, signal: null });
        expect(findArrival(running)).toEqual({
          orderNo: 'TESTL20230922153224323',
          messageId: expect.stringMatching(/^<\S+@\S+>$/),
        });
        expect(running.lines.join('\n')).toMatch(/Port 3000 is taken: ingest uses \d+/);
        expect(running.lines.join('\n')).toContain('a stand-in for the supplier');
        expect(await readdir(temporary)).toEqual([]);
        await untilNothingRuns();
      } finally {
        other.close();
      }
    },
    timeoutMs,
  );

  it(
    'stays, mails flights and what a booking asks for, refuses a second start, replaces a killed worker, ends on SIGINT',
    async () => {
      const args = ['--workers', '2', '--data', path.join(temporary, 'my data')];
      const running = await startLocal(args);
      await running.nextLine(isUp, { timeoutMs });

      const [sample] = await readInbox(running);
      for (const part of ['Flight U28405', 'Included baggage', 'Total price']) {
        expect(sample?.text).toContain(part);
      }
      const booked = running.nextLine((line) => line.includes('BOOKED') && line.includes('sent'), {
        timeoutMs,
      });
      await sendBookingLines(running);
      await booked;
      expect((await readInbox(running)).map(({ to }) => to)).toContain('si.li@example.com');

      const second = await startLocal(args);
      expect(await second.exited).toEqual({ code: 1, signal: null });
      expect(second.lines.join('\n')).toContain(`process ${running.pid}`);

      const worker = (await findProcesses()).find(({ command }) => command.includes('worker/dist'));
      const back = running.nextLine((line) => /^worker \d is back$/.test(line), { timeoutMs });
      process.kill(worker?.pid ?? 0, 'SIGKILL');
      await back;

      running.signal('SIGINT');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      expect(await findProcesses()).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'leaves no process behind when it is killed, and starts anew on the same data',
    async () => {
      const data = path.join(temporary, 'my data');
      const killed = await startLocal(['--data', data]);
      await killed.nextLine(isUp, { timeoutMs });
      const before = (await findProcesses()).map(({ command }) => command).join('\n');
      for (const name of ['maildev', 'ingest', 'worker', 'dashboard']) expect(before).toMatch(name);
      if (process.platform === 'linux') expect(before).toMatch(/redis|valkey|docker/);
      await killed.kill();
      await untilNothingRuns();

      const next = await startLocal(['--once', '--data', data]);
      expect(await next.exited).toEqual({ code: 0, signal: null });
      const first = findArrival(killed);
      const second = findArrival(next);
      expect(first.orderNo).toBe('TESTL20230922153224323');
      expect(second.orderNo).toMatch(/^TEST/);
      expect(second.messageId).not.toBe(first.messageId);
      await untilNothingRuns();
    },
    timeoutMs,
  );

  it(
    'ends with the reason when an app refuses its configuration',
    async () => {
      const running = await startLocal(['--once'], { MAIL_FROM: 'nobody' });
      expect(await running.exited).toEqual({ code: 1, signal: null });
      expect(running.lines.join('\n')).toMatch(/worker[\s\S]*MAIL_FROM/);
      await untilNothingRuns();
    },
    timeoutMs,
  );
});
