import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { obtainSecrets } from '../../src/data/secrets.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost secrets '));
  file = path.join(folder, 'secrets.json');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const hash = (password: string): Promise<string> => Promise.resolve(`hash of ${password}`);
const neverHash = (): Promise<string> => Promise.reject(new Error('was hashed again'));

describe('obtainSecrets', () => {
  it('makes secrets that the apps accept', async () => {
    const secrets = await obtainSecrets(file, hash);
    expect(secrets.webhookSecret).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(secrets.bookingsApiKey).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(secrets.bookingsApiKey).not.toBe(secrets.webhookSecret);
    expect(secrets.payloadKey).toMatch(/^local:[A-Za-z0-9+/]{43}=$/);
    expect(secrets.sessionSecret.length).toBeGreaterThanOrEqual(32);
    expect(secrets.users.map(({ role }) => role)).toEqual(['operator', 'viewer']);
    for (const user of secrets.users) {
      expect(user.password.length).toBeGreaterThanOrEqual(12);
      expect(user.hash).toBe(`hash of ${user.password}`);
    }
  });

  it('keeps them for the next start, for the eyes of the owner only', async () => {
    const made = await obtainSecrets(file, hash);
    await chmod(file, 0o644);
    expect(await obtainSecrets(file, neverHash)).toEqual(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('adds the key of the Bookings API, once, to a file of a start that made none', async () => {
    const { bookingsApiKey, ...older } = await obtainSecrets(file, hash);
    await writeFile(file, JSON.stringify(older), { mode: 0o600 });
    const completed = await obtainSecrets(file, neverHash);
    expect(completed).toEqual({ ...older, bookingsApiKey: expect.stringMatching(/^[\w-]{32}$/) });
    expect(completed.bookingsApiKey).not.toBe(bookingsApiKey);
    expect(await obtainSecrets(file, neverHash)).toEqual(completed);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it.each([
    ['{'],
    ['null'],
    ['{}'],
    ['{"webhookSecret":"s","payloadKey":"k","sessionSecret":"c"}'],
    ['{"webhookSecret":"s","payloadKey":"k","sessionSecret":"c","users":[],"bookingsApiKey":1}'],
  ])('refuses a file that holds %s, and leaves it as it is', async (text) => {
    await writeFile(file, text);
    await expect(obtainSecrets(file, hash)).rejects.toMatchObject({ code: 'data_unusable' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
