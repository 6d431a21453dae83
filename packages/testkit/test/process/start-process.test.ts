import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type RunningProcess, startProcess, type StartProcessOptions } from '../../src/index.ts';
import { untilGone } from './until-gone.ts';

const started: RunningProcess[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((running) => running.kill()));
});

async function runNode(
  script: string,
  options: Partial<StartProcessOptions> = {},
): Promise<RunningProcess> {
  const running = await startProcess({
    command: process.execPath,
    args: ['-e', script],
    env: {},
    name: 'child',
    ...options,
  });
  started.push(running);
  return running;
}

const stayAlive = 'setInterval(() => {}, 1000);';

describe('lines', () => {
  test('come from both outputs, and past ones are found too', async () => {
    const running = await runNode(`console.log('out'); console.error('err'); ${stayAlive}`);
    await running.nextLine((line) => line === 'out');
    await running.nextLine((line) => line === 'err');
    expect(await running.nextLine((line) => line === 'out')).toBe('out');
    expect([...running.lines].sort()).toEqual(['err', 'out']);
  });

  test('go to onLine as they come', async () => {
    const seen: string[] = [];
    const running = await runNode(`console.log('one\\ntwo')`, {
      onLine: (line) => seen.push(line),
    });
    await running.exited;
    expect(seen).toEqual(['one', 'two']);
  });

  test('the last one is kept without a line feed', async () => {
    const running = await runNode(`process.stdout.write('half')`);
    await running.exited;
    expect(running.lines).toEqual(['half']);
  });

  test('one that cannot come any more rejects at once', async () => {
    const running = await runNode(`console.log('bye'); process.exitCode = 3;`);
    await expect(running.nextLine(() => false)).rejects.toMatchObject({
      code: 'exited',
      lines: ['bye'],
    });
    expect(await running.exited).toEqual({ code: 3, signal: null });
  });

  test('one that does not come in time rejects with what came', async () => {
    const running = await runNode(`console.log('other'); ${stayAlive}`);
    await running.nextLine((line) => line === 'other');
    const missing = running.nextLine((line) => line === 'this', { timeoutMs: 10 });
    await expect(missing).rejects.toMatchObject({ code: 'timed_out', lines: ['other'] });
  });
});

describe('readiness', () => {
  test('by a line', async () => {
    const running = await runNode(`console.log('ready'); ${stayAlive}`, {
      readyWhen: (line) => line === 'ready',
    });
    expect(running.lines).toEqual(['ready']);
  });

  test('by an address that answers', async () => {
    const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) => {
      server.once('listening', () => {
        resolve(server.address() as AddressInfo);
      });
    });
    const running = await runNode(stayAlive, { readyWhen: { url: `http://127.0.0.1:${port}/` } });
    expect(running.pid).toBeGreaterThan(0);
    server.close();
    server.closeAllConnections();
  });

  test.each<[string, Partial<StartProcessOptions>]>([
    ['a line', { readyWhen: (line) => line === 'ready' }],
    ['an address', { readyWhen: { url: 'http://127.0.0.1:9/' } }],
  ])('by %s: an early exit rejects with the last lines', async (_name, options) => {
    await expect(
      runNode(`console.error('no room'); process.exit(78)`, options),
    ).rejects.toMatchObject({ code: 'exited', lines: ['no room'] });
  });

  test('one that never comes ends the process', async () => {
    let pid = 0;
    const starting = runNode(`console.log(process.pid); ${stayAlive}`, {
      readyWhen: () => false,
      readyTimeoutMs: 500,
      onLine: (line) => {
        pid = Number(line);
      },
    });
    await expect(starting).rejects.toMatchObject({ code: 'timed_out' });
    expect(pid).toBeGreaterThan(0);
    await untilGone(pid);
  });

  test('a command that does not exist rejects', async () => {
    await expect(runNode('', { command: '/nonexistent/program' })).rejects.toMatchObject({
      code: 'not_started',
      cause: { code: 'ENOENT' },
    });
  });
});

test('the environment is only what was given, and PATH', async () => {
  const running = await runNode('console.log(Object.keys(process.env).sort().join())', {
    env: { GIVEN: '1' },
  });
  await running.exited;
  expect(running.lines).toEqual(['GIVEN,PATH']);
});

describe('the end', () => {
  test('by SIGTERM, as the process itself decides', async () => {
    const running = await runNode(
      `process.on('SIGTERM', () => process.exit(5)); console.log('ready'); ${stayAlive}`,
      { readyWhen: (line) => line === 'ready' },
    );
    expect(await running.stop()).toEqual({ code: 5, signal: null });
    expect(await running.stop()).toEqual({ code: 5, signal: null });
  });

  test('by SIGKILL when SIGTERM does nothing', async () => {
    const running = await runNode(
      `process.on('SIGTERM', () => {}); console.log('ready'); ${stayAlive}`,
      { readyWhen: (line) => line === 'ready', stopTimeoutMs: 50 },
    );
    expect(await running.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('of a frozen process', async () => {
    const running = await runNode(stayAlive);
    running.signal('SIGSTOP');
    expect(await running.stop()).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('does not wait for a grandchild that holds the output', async () => {
    const running = await runNode(
      `const { spawn } = require('node:child_process');
       const child = spawn('sleep', ['600'], { stdio: 'inherit', detached: true });
       console.log(child.pid); child.unref();`,
    );
    const grandchild = Number(await running.nextLine(() => true));
    expect(await running.exited).toEqual({ code: 0, signal: null });
    process.kill(grandchild, 'SIGKILL');
  });
});
