import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, cpSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findFreePort } from '@ticketpost/testkit';
import { json, startSystem } from './start-system.ts';

const main = path.join(import.meta.dirname, '../src/main.ts');

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** Runs the command as a process of its own. */
async function runProcess(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let remarks = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    remarks += chunk.toString();
  });
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, output, remarks: remarks.split('\n') };
}

test('it answers on standard output alone, and ends by itself', async () => {
  await system.makeDeadLetters({ one: 'mail_server_busy: come back later' });
  const args = ['dead-letters', 'redrive', '--all', '--why', 'x', '--json'];
  const run = await runProcess(args, system.environment);
  expect({ exitCode: run.exitCode, remarks: run.remarks }).toEqual({
    exitCode: 0,
    remarks: ['1 of 1 done', ''],
  });
  expect(json(run)).toMatchObject({ results: [{ deliveryId: 'one', outcome: 'redriven' }] });
});

test('without Redis it says so and exits with 69', async () => {
  const REDIS_URL = `redis://127.0.0.1:${await findFreePort()}`;
  const run = await runProcess(['dead-letters', 'list'], { ...system.environment, REDIS_URL });
  expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode: 69, output: '' });
  expect(run.remarks.join('\n')).toContain('REDIS_URL');
});

test('with a Redis that answers nothing it gives up and exits with 69', async () => {
  system.server.freeze();
  const run = await runProcess(['dead-letters', 'list'], system.environment);
  system.server.thaw();
  expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode: 69, output: '' });
});

test('with a configuration that is wrong it says all that is, and exits with 78', async () => {
  const env = { NODE_ENV: 'production', REDIS_URL: 'http://redis' };
  const run = await runProcess(['dead-letters', 'list'], env);
  expect(run.exitCode).toBe(78);
  for (const name of ['REDIS_URL', 'PAYLOAD_KEYS']) {
    expect(run.remarks.join('\n')).toContain(`- ${name}`);
  }
});

test('the command that npm links says what to do before there is a build', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ticketpost-cli-'));
  cpSync(path.join(import.meta.dirname, '../bin'), path.join(folder, 'bin'), { recursive: true });
  cpSync(path.join(import.meta.dirname, '../package.json'), path.join(folder, 'package.json'));
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'bin/ticketpost.js')], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(status).toBe(69);
  expect(stderr).toContain('npm run build');
});
