import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
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

  it.each([
    ['{'],
    ['null'],
    ['{}'],
    ['{"webhookSecret":"s","payloadKey":"k","sessionSecret":"c"}'],
  ])('refuses a file that holds %s, and leaves it as it is', async (text) => {
    await writeFile(file, text);
    await expect(obtainSecrets(file, hash)).rejects.toMatchObject({ code: 'data_unusable' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
