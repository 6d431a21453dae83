import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findFreePort, startSupplierStandIn, type SupplierStandIn } from '@ticketpost/testkit';
import { json, startSystem, type RunOptions } from './start-system.ts';

const secret = 'a-secret-of-24-characters';
const host = 'https://hooks.example.com';
const url = `${host}/webhooks/atlas/${secret}`;
const masked = 'https://hooks.example.com/webhooks/atlas/a-se…';

let system: Awaited<ReturnType<typeof startSystem>>;
let supplier: SupplierStandIn;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  supplier = await startSupplierStandIn();
});
afterEach(() => supplier.close());

const account = () => ({
  ATLAS_BASE_URL: supplier.url,
  ATLAS_CLIENT_ID: supplier.clientId,
  ATLAS_CLIENT_SECRET: supplier.clientSecret,
});
const register = async (args: readonly string[], more: RunOptions = {}) => {
  const run = await system.runWith(
    { ...more, env: { ...account(), WEBHOOK_SECRETS: secret, ...more.env } },
    ...['register', ...args],
  );
  for (const text of [run.output, ...run.remarks, ...run.questions]) {
    expect(text).not.toContain(secret);
  }
  return run;
};

describe('register', () => {
  test('shows the old and the new, asks, and does it', async () => {
    const run = await register([host], { answer: true });
    expect({ exitCode: run.exitCode, questions: run.questions.length }).toEqual({
      exitCode: 0,
      questions: 1,
    });
    expect(run.output).toMatch(/\nold +unknown/);
    expect(run.output).toContain(masked);
    expect(supplier.registeredUrl).toBe(url);
  });

  test('shows what was registered from here before', async () => {
    await register([host, '--yes']);
    const next = 'https://hooks.example.com/webhooks/atlas/the-next-secret-is-another';
    const run = await register(['-', '--yes', '--json'], { input: next });
    expect(json(run)).toEqual({
      outcome: 'registered',
      account: supplier.clientId,
      supplier: supplier.url,
      old: masked,
      new: 'https://hooks.example.com/webhooks/atlas/the-…',
    });
    expect(supplier.registeredUrl).toBe(next);
  });

  test('stands in the audit log, without the secret', async () => {
    await register([host, '--yes', '--by', 'olga']);
    await register([host], { answer: false });
    const run = await system.runWith({}, 'audit', 'list', '--json');
    expect(json(run)).toMatchObject({
      entries: [{ action: 'register', by: 'olga', via: 'cli', detail: masked, outcome: 'stored' }],
    });
    expect(run.output).not.toContain(secret);
  });

  test('does nothing when the answer is no', async () => {
    const run = await register([host, '--json'], { answer: false });
    expect(run.exitCode).toBe(1);
    expect(json(run)).toMatchObject({ outcome: 'declined', old: null, new: masked });
    expect(supplier.lastRequest).toBeUndefined();
    expect((await system.redis.keys('ticketpost:*')).length).toBe(0);
  });

  test('does not ask with --yes', async () => {
    expect(await register([host, '--yes'], { answer: false })).toMatchObject({
      exitCode: 0,
      questions: [],
    });
  });

  test('--dry-run shows, asks nobody and does nothing', async () => {
    const run = await register([host, '--dry-run', '--json']);
    expect(run.exitCode).toBe(0);
    expect(json(run)).toMatchObject({ outcome: 'possible', old: null, new: masked });
    expect(supplier.lastRequest).toBeUndefined();
  });

  test('where nobody can be asked wants a --yes, before anything is done', async () => {
    expect((await register([host])).exitCode).toBe(2);
    expect((await register(['-'], { answer: true, input: url })).exitCode).toBe(2);
    expect(supplier.lastRequest).toBeUndefined();
  });
});

describe('the URL', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('comes from a file, from standard input, or of a host and WEBHOOK_SECRETS', async () => {
    const file = path.join(folder, 'url');
    await writeFile(file, `${url}\n`);
    const fromFile = await register(['--url-file', file, '--dry-run']);
    const fromInput = await register(['-', '--dry-run'], { input: `${url}\n` });
    const fromArgument = await register([host, '--dry-run']);
    for (const { exitCode, output } of [fromFile, fromInput, fromArgument]) {
      expect(exitCode).toBe(0);
      expect(output).toContain(masked);
    }
  });

  test('is refused on the command line, where everybody would see its secret', async () => {
    const run = await register([url, '--yes']);
    expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode: 2, output: '' });
    expect(run.remarks.join()).toContain('takes the host alone');
    expect(supplier.lastRequest).toBeUndefined();
  });

  test('of a host needs WEBHOOK_SECRETS', async () => {
    const run = await register([host, '--yes'], { env: { WEBHOOK_SECRETS: '' } });
    expect(run.exitCode).toBe(2);
    expect(run.remarks.join()).toContain('needs WEBHOOK_SECRETS');
  });

  test.each([
    ['is missing', []],
    ['comes twice', [host, '--url-file', 'x']],
    ['is in a file that is not there', ['--url-file', '/nowhere/url']],
    ['is not https', [host.replace('https', 'http')]],
    ['has a query', [`${host}/?a=b`]],
  ])('that %s is wrong usage', async (_, args) => {
    const run = await register([...args, '--yes']);
    expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode: 2, output: '' });
    expect(supplier.lastRequest).toBeUndefined();
  });

  test('that is not like ours is warned of, and registered', async () => {
    const odd = 'https://hooks.example.com/elsewhere';
    const run = await register(['-', '--yes'], { input: odd });
    expect(run.exitCode).toBe(0);
    expect(run.remarks.some((line) => line.startsWith('note: its path'))).toBe(true);
    expect(supplier.registeredUrl).toBe(odd);
  });
});

describe('a supplier', () => {
  test.each([
    ['that is asked too often', { throttle: { retryAfter: 7 } }, 69, { outcome: 'throttled' }],
    ['that fails', { fail: { httpStatus: 500 } }, 69, { outcome: 'unavailable', code: 'http_5xx' }],
    ['that refuses', { status: 900 }, 1, { outcome: 'refused', code: 'authentication' }],
    ['that answers nonsense', { raw: '[]' }, 1, { outcome: 'unreadable' }],
  ] as const)('%s is reported, and nothing is remembered', async (_, how, exitCode, answer) => {
    supplier.misbehave(how);
    const run = await register([host, '--yes', '--json']);
    expect(run.exitCode).toBe(exitCode);
    expect(json(run)).toMatchObject({ ...answer, old: null, new: masked });
    supplier.misbehave();
    expect(json(await register([host, '--dry-run', '--json']))).toMatchObject({ old: null });
  });

  test('that is not there is reported', async () => {
    const ATLAS_BASE_URL = `http://127.0.0.1:${await findFreePort()}`;
    const run = await register([host, '--yes', '--json'], { env: { ATLAS_BASE_URL } });
    expect(run.exitCode).toBe(69);
    expect(json(run)).toMatchObject({ outcome: 'unavailable', code: 'unreachable' });
  });
});

describe('an account', () => {
  test.each([
    [
      'that is not configured',
      { ATLAS_BASE_URL: '', ATLAS_CLIENT_ID: '', ATLAS_CLIENT_SECRET: '' },
    ],
    ['without a secret', { ATLAS_CLIENT_SECRET: '' }],
    ['at what is no URL', { ATLAS_BASE_URL: 'http://api.example.com:99999' }],
  ])('%s exits with 78 and names what is wrong', async (_, env) => {
    const run = await register([host, '--yes'], { env });
    expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode: 78, output: '' });
    const [remark = ''] = run.remarks;
    for (const name of Object.keys(env)) expect(remark).toContain(name);
    expect(supplier.lastRequest).toBeUndefined();
  });

  test('is not needed for what does not ask the supplier', async () => {
    expect((await system.run('dead-letters', 'count')).exitCode).toBe(0);
  });
});
