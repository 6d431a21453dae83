import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { root } from '../project.mjs';
import { makeSecrets } from './make-secrets.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'ticketpost-secrets-'));
  folder = join(parent, 'secrets');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const read = async (path: string) => (await readFile(join(folder, path), 'utf8')).trim();
const put = async (path: string, text: string) => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await chmod(folder, 0o700);
  await writeFile(join(folder, path), text);
};
const make = async () => {
  const result = await makeSecrets(folder);
  if (result.kind !== 'done') throw new Error(result.kind);
  return result;
};

/** By their path in the folder: what the production file names for one service or another. */
const mounted = ['docker-compose.production.yml', '.env.example'].flatMap((file) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^ *[A-Z_]+_FILE[:=] ?\/run\/secrets\/(\S+)/gm,
    ),
  ].map(([, path = '']) => path),
);

describe('npm run make-secrets', () => {
  test('makes every file that the production file mounts, or says what belongs into it', async () => {
    const { made, missing } = await make();
    const paths = [...made, ...missing.map(({ path }) => path)];
    expect(paths.toSorted()).toEqual([...new Set(mounted)].toSorted());
    expect(missing.map(({ path }) => path)).toEqual([
      'worker/smtp_url',
      'dashboard/dashboard_users',
    ]);
  });

  test('makes each app a way into Redis by the password that Redis is given', async () => {
    await make();
    const passwords: string[] = [];
    for (const app of ['ingest', 'worker', 'dashboard']) {
      const password = await read(`redis/${app}_password`);
      expect(await read(`${app}/redis_url`)).toBe(`redis://${app}:${password}@redis:6379`);
      expect(password).toMatch(/^[0-9a-f]{64}$/);
      passwords.push(password);
    }
    expect(new Set(passwords).size).toBe(3);
    expect(await read('apps/payload_keys')).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
  });

  test('closes the folder to others, and opens what is in it to containers', async () => {
    await put('worker/smtp_url', 'smtps://mail.example.com');
    await chmod(join(folder, 'worker/smtp_url'), 0o600);
    await make();
    const modeOf = async (path: string) => (await stat(join(folder, path))).mode & 0o777;
    expect(await modeOf('.')).toBe(0o700);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(folder.length);
      expect([path, await modeOf(path)]).toEqual([path, entry.isDirectory() ? 0o755 : 0o644]);
    }
  });

  test('changes nothing that is there, and fills what is empty', async () => {
    await put('apps/payload_keys', 'k7:of-long-ago\n');
    await put('worker/smtp_url', 'smtps://mail.example.com');
    await put('ingest/redis_url', 'rediss://elsewhere.example.com:6379');
    await put('ingest/webhook_secrets', '\n');
    const { made, missing } = await make();
    expect(made).not.toContain('apps/payload_keys');
    expect(made).toContain('ingest/webhook_secrets');
    expect(missing.map(({ path }) => path)).toEqual(['dashboard/dashboard_users']);
    expect(await read('apps/payload_keys')).toBe('k7:of-long-ago');
    expect(await read('ingest/redis_url')).toBe('rediss://elsewhere.example.com:6379');
    expect((await make()).made).toEqual([]);
  });

  test.each(['redis/worker_password', 'worker/redis_url'])(
    'makes %s anew of the other one',
    async (path) => {
      await make();
      const before = await read(path);
      await rm(join(folder, path));
      expect((await make()).made).toEqual([path]);
      expect(await read(path)).toBe(before);
    },
  );

  test('does nothing in a folder that lets others in', async () => {
    await mkdir(folder);
    await chmod(folder, 0o755);
    expect(await makeSecrets(folder)).toEqual({ kind: 'open_folder' });
    expect(await readdir(folder)).toEqual([]);
  });
});
