import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acquireLock, type LockAttempt } from '../../src/data/lock.ts';

let folder: string;
const closers: (() => void)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost lock '));
});

afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await rm(folder, { recursive: true, force: true });
});

async function release(attempt: LockAttempt): Promise<void> {
  if (attempt.kind === 'locked') await attempt.release();
}

/** A port of somebody else, who answers something or nothing. */
async function listen(answer?: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (answer !== undefined) socket.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const port = await listen();
  const close = closers.pop();
  close?.();
  return port;
}

async function leaveLock(number: number, holder: object): Promise<void> {
  await writeFile(path.join(folder, `lock-${number}.json`), JSON.stringify(holder));
}

const goneProcess = 2 ** 30;

describe('acquireLock', () => {
  it('names the process that holds the folder, and gives it to the next when that lets go', async () => {
    const first = await acquireLock(folder);
    expect(first.kind).toBe('locked');
    expect(await acquireLock(folder)).toEqual({ kind: 'held', pid: process.pid });
    await release(first);
    const next = await acquireLock(folder);
    expect(next.kind).toBe('locked');
    expect(await readdir(folder)).toEqual(['lock-2.json']);
    await release(next);
  });

  it.each([1, 2, 3, 4, 5])('gives one of many the folder at a time (round %i)', async () => {
    await leaveLock(3, { pid: process.pid, port: await closedPort(), token: 'old' });
    let holders = 0;
    let most = 0;
    const compete = async (): Promise<void> => {
      const attempt = await acquireLock(folder);
      if (attempt.kind === 'held') return;
      holders += 1;
      most = Math.max(most, holders);
      await readdir(folder);
      holders -= 1;
      await attempt.release();
    };
    await Promise.all(Array.from({ length: 12 }, compete));
    expect(most).toBe(1);
  });

  it.each([
    ['whose process is gone', closedPort, process.pid],
    ['whose port somebody else uses now', () => listen('not the token'), process.pid],
    ['whose port is silent and whose process is gone', () => listen(), goneProcess],
  ])('takes over a lock %s', async (_name, findPort, pid) => {
    await leaveLock(7, { pid, port: await findPort(), token: 'old' });
    const attempt = await acquireLock(folder);
    expect(attempt.kind).toBe('locked');
    expect(await readdir(folder)).toEqual(['lock-8.json']);
    await release(attempt);
  });

  it('respects a holder that is frozen', async () => {
    await leaveLock(1, { pid: process.pid, port: await listen(), token: 'token' });
    expect(await acquireLock(folder)).toEqual({ kind: 'held', pid: process.pid });
  });

  it.each(['nothing', '{', 'null', '{"pid":1}', '{"pid":1,"port":0,"token":"t"}'])(
    'takes over a lock that holds %s',
    async (text) => {
      await writeFile(path.join(folder, 'lock-1.json'), text);
      const attempt = await acquireLock(folder);
      expect(attempt.kind).toBe('locked');
      await release(attempt);
    },
  );
});
