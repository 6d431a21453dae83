import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { obtainRedisProgram, type ObtainedRedis } from '../../src/index.ts';
import { redisImage } from '../../src/redis/redis-program.ts';

/** A PATH with nothing on it but stand-ins: small shell scripts that write down how they were called. */
let folder: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost path '));
  said = [];
  await appendFile(path.join(folder, 'calls'), '');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function place(name: string, script = ''): Promise<string> {
  const file = path.join(folder, name);
  const log = `echo "${name} $*" >> '${path.join(folder, 'calls')}'`;
  await writeFile(file, `#!/bin/sh\n${log}\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** A script line that puts a program on the PATH, as an installation would. */
const bring = (name: string): string =>
  `printf '#!/bin/sh\\n' > '${folder}/${name}'; /bin/chmod 755 '${folder}/${name}'`;

function obtain(options: { install?: boolean } = {}): Promise<ObtainedRedis> {
  const announce = (line: string): void => {
    said.push(line);
  };
  return obtainRedisProgram({ announce, env: { PATH: folder }, ...options });
}

async function calls(): Promise<string[]> {
  const text = await readFile(path.join(folder, 'calls'), 'utf8');
  return text.trimEnd().split('\n');
}

/** The managers that want root get it either way: the test may run as root or not. */
async function placeRights(): Promise<void> {
  await place('sudo', 'shift; [ "$1" = true ] || "$@"');
  await place('env', 'case $1 in *=*) shift;; esac; "$@"');
}

test('redis-server goes before valkey-server, and nothing is said or run', async () => {
  await place('valkey-server');
  const command = await place('redis-server');
  await place('docker');
  expect(await obtain()).toEqual({ kind: 'found', program: { kind: 'program', command } });
  expect(said).toEqual([]);
  expect(await calls()).toEqual(['']);
});

test('valkey-server will do', async () => {
  const command = await place('valkey-server');
  expect(await obtain()).toEqual({ kind: 'found', program: { kind: 'program', command } });
});

test('a file that cannot be executed is passed over', async () => {
  await chmod(await place('redis-server'), 0o644);
  expect((await obtain({ install: false })).kind).toBe('missing');
});

describe('Docker', () => {
  test('is used when its daemon answers and the image runs', async () => {
    await place('docker');
    expect(await obtain()).toEqual({
      kind: 'found',
      program: { kind: 'docker', image: redisImage },
    });
    expect(said).toHaveLength(1);
    expect(await calls()).toEqual([
      'docker info',
      `docker run --rm ${redisImage} redis-server --version`,
    ]);
  });

  test('is passed over in silence when its daemon does not answer', async () => {
    await place('docker', 'exit 1');
    expect((await obtain()).kind).toBe('missing');
    expect(said).toEqual([]);
  });

  test('says why when the image does not run', async () => {
    await place('docker', '[ "$1" = info ] || { echo "no space left" >&2; exit 125; }');
    expect((await obtain()).kind).toBe('missing');
    expect(said.at(-1)).toContain('no space left');
  });
});

describe('the package manager', () => {
  test('apt-get: updates, installs, then switches the service off again', async () => {
    await placeRights();
    await place('sh', 'exec /bin/sh "$@"');
    await place('service');
    await place('systemctl');
    await place('update-rc.d');
    await place('apt-get', `case "$*" in *install*) ${bring('redis-server')};; esac`);
    expect(await obtain()).toEqual({
      kind: 'found',
      program: { kind: 'program', command: path.join(folder, 'redis-server') },
    });
    expect(said).toHaveLength(1);
    const seen = await calls();
    expect(seen.filter((call) => call.startsWith('apt-get'))).toEqual([
      'apt-get -o DPkg::Lock::Timeout=120 update',
      'apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends redis-server',
    ]);
    expect(seen.find((call) => call.startsWith('env'))).toContain('noninteractive');
    expect(seen.at(-1)).toMatch(/^(update-rc\.d redis-server disable|systemctl disable --now)/);
  });

  test('dnf: the second package is tried when the first is not there', async () => {
    await placeRights();
    await place('dnf', `case "$*" in *valkey*) exit 1;; esac; ${bring('redis-server')}`);
    expect((await obtain()).kind).toBe('found');
    expect((await calls()).filter((call) => call.startsWith('dnf'))).toHaveLength(2);
  });

  test('one that fails is told with its last line', async () => {
    await placeRights();
    await place('apk', 'echo "ERROR: no network" >&2; exit 1');
    expect(await obtain()).toMatchObject({ kind: 'missing' });
    expect(said.at(-1)).toContain('ERROR: no network');
  });

  test('one that succeeds but brings nothing is the end', async () => {
    await placeRights();
    await place('apk');
    expect((await obtain()).kind).toBe('missing');
  });

  test('is not touched when that is not wanted', async () => {
    await placeRights();
    await place('apk', bring('redis-server'));
    expect((await obtain({ install: false })).kind).toBe('missing');
    expect(await calls()).toEqual(['']);
  });
});

test('with nothing at all, the remedy names every system', async () => {
  const obtained = await obtain();
  for (const word of ['apt-get', 'dnf', 'apk', 'brew', 'docker']) {
    expect(obtained).toMatchObject({ remedy: expect.stringContaining(word) });
  }
});
