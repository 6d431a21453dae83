import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort } from '@ticketpost/testkit';
import type { Supervised } from '../../src/processes/supervised.ts';
import { superviseProgram, type ProgramOptions } from '../../src/processes/supervise-program.ts';

/** Answers with its process id; ends at once, or when asked for `/end`. */
const program = `
import { createServer } from 'node:http';
if (process.env.BROKEN) {
  console.error('configuration is wrong');
  process.exit(78);
}
createServer((request, response) => {
  if (request.url === '/end') process.exit(3);
  response.end(String(process.pid));
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

let folder: string;
let file: string;
let supervised: Supervised | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost program '));
  file = path.join(folder, 'program.mjs');
  await writeFile(file, program);
});

afterEach(async () => {
  await supervised?.stop();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function supervise(env: Record<string, string> = {}) {
  const port = await findFreePort();
  const events = new EventEmitter();
  const url = `http://127.0.0.1:${port}/`;
  const options: ProgramOptions = {
    name: 'program',
    args: [file],
    env: { PORT: String(port), ...env },
    cwd: folder,
    readyUrl: url,
    isReadyLine: (line) => line === 'listening',
    stopTimeoutMs: 5000,
    onLine: () => undefined,
    announce: (line) => {
      events.emit('announced', line);
      if (line.endsWith('is back')) events.emit('back');
    },
    onGivenUp: (reason) => events.emit('given-up', reason),
  };
  supervised = superviseProgram(options);
  const askPid = async (): Promise<number> => Number(await (await fetch(url)).text());
  return { program: supervised, options, events, url, askPid };
}

describe('superviseProgram', () => {
  it('is ready once the program answers, and ends it when told to', async () => {
    const { program, askPid } = await supervise();
    await program.start();
    const pid = await askPid();
    await program.stop();
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it.each([
    ['is killed', (pid: number) => process.kill(pid, 'SIGKILL')],
    ['ends by itself', (_pid: number, url: string) => fetch(`${url}end`).catch(() => undefined)],
  ])('announces and starts again a program that %s', async (_name, end) => {
    const { program, events, url, askPid } = await supervise();
    await program.start();
    const before = await askPid();
    const announced = once(events, 'announced');
    const back = once(events, 'back');
    await end(before, url);
    expect(await announced).toEqual([expect.stringContaining('program ended')]);
    await back;
    expect(await askPid()).not.toBe(before);
  });

  it('rejects with the last lines of a program that ends instead of becoming ready', async () => {
    const { program } = await supervise({ BROKEN: 'yes' });
    await expect(program.start()).rejects.toMatchObject({
      code: 'not_ready',
      lines: ['configuration is wrong'],
    });
  });

  it('takes nobody else for the program, though they answer on its port', async () => {
    const first = await supervise();
    await first.program.start();
    const second = await supervise({ PORT: new URL(first.url).port });
    const impostor = superviseProgram({ ...second.options, readyUrl: first.url });
    await expect(impostor.start()).rejects.toMatchObject({
      code: 'not_ready',
      lines: expect.arrayContaining([expect.stringContaining('EADDRINUSE')]),
    });
    await first.program.stop();
  });

  it('starts nothing after it was told to stop', async () => {
    const { program } = await supervise();
    await program.stop();
    await expect(program.start()).rejects.toMatchObject({ code: 'not_ready' });
    expect(program.lastLines).toEqual([]);
  });

  it('ends a program that is still starting', async () => {
    const { program, url } = await supervise();
    const starting = program.start();
    starting.catch(() => undefined);
    await program.stop();
    await expect(starting).rejects.toMatchObject({ code: 'not_ready' });
    await expect(fetch(url)).rejects.toBeDefined();
  });
});
