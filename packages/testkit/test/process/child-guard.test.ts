import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type RunningProcess, startProcess } from '../../src/index.ts';
import type { Starter } from './orphan-parent.ts';
import { untilGone } from './until-gone.ts';

const parentFile = fileURLToPath(new URL('orphan-parent.ts', import.meta.url));

/** Takes what a killed parent cannot clear away any more. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost orphan '));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function startParent(
  starter: Starter,
  ...more: string[]
): Promise<{ parent: RunningProcess; childPid: number }> {
  const parent = await startProcess({
    command: process.execPath,
    args: ['--import', 'tsx', parentFile, starter, ...more],
    env: { ...process.env, TMPDIR: folder },
    cwd: path.dirname(parentFile),
    name: 'parent',
  });
  const line = await parent.nextLine((text) => text.startsWith('child '), { timeoutMs: 20_000 });
  return { parent, childPid: Number(line.slice('child '.length)) };
}

test.each<[string, Starter]>([
  ['a Redis', 'redis'],
  ['a frozen Redis', 'frozenRedis'],
  ['a process', 'process'],
  ['a process that ignores signals', 'processIgnoringSignals'],
])('%s does not outlive a parent that was killed', async (_name, starter) => {
  const { parent, childPid } = await startParent(starter);
  process.kill(childPid, 0);
  await parent.kill();
  await untilGone(childPid);
});

test('the command for the orphaned case runs too', async () => {
  const file = path.join(folder, 'was here');
  const { parent } = await startParent('processAndCommand', file);
  expect(existsSync(file)).toBe(false);
  await parent.kill();
  while (!existsSync(file)) await delay(20);
});
