import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { obtainRedisProgram, type ObtainedRedis } from '../../src/index.ts';
import { redisImage } from '../../src/redis/redis-program.ts';
import { createPathStandIn, type PathStandIn } from '../process/path-stand-in.ts';

let programs: PathStandIn;
let said: string[];

beforeEach(async () => {
  programs = await createPathStandIn();
  said = [];
});
afterEach(() => programs.remove());

function obtain(options: { install?: boolean } = {}): Promise<ObtainedRedis> {
  const announce = (line: string): void => {
    said.push(line);
  };
  return obtainRedisProgram({ announce, env: { PATH: programs.folder }, ...options });
}

test('redis-server goes before valkey-server, and nothing is said or run', async () => {
  await programs.place('valkey-server');
  const command = await programs.place('redis-server');
  await programs.place('docker');
  expect(await obtain()).toEqual({ kind: 'found', program: { kind: 'program', command } });
  expect(said).toEqual([]);
  expect(await programs.calls()).toEqual(['']);
});

test('valkey-server will do', async () => {
  const command = await programs.place('valkey-server');
  expect(await obtain()).toEqual({ kind: 'found', program: { kind: 'program', command } });
});

test('a file that cannot be executed is passed over', async () => {
  await chmod(await programs.place('redis-server'), 0o644);
  expect((await obtain({ install: false })).kind).toBe('missing');
});

describe('Docker', () => {
  test('is used when its daemon answers and the image runs', async () => {
    await programs.place('docker');
    expect(await obtain()).toEqual({
      kind: 'found',
      program: { kind: 'docker', image: redisImage },
    });
    expect(said).toHaveLength(1);
    expect(await programs.calls()).toEqual([
      'docker info',
      `docker run --rm ${redisImage} redis-server --version`,
    ]);
  });

  test('is passed over in silence when its daemon does not answer', async () => {
    await programs.place('docker', 'exit 1');
    expect((await obtain()).kind).toBe('missing');
    expect(said).toEqual([]);
  });

  test('says why when the image does not run', async () => {
    await programs.place('docker', '[ "$1" = info ] || { echo "no space left" >&2; exit 125; }');
    expect((await obtain()).kind).toBe('missing');
    expect(said.at(-1)).toContain('no space left');
  });
});

describe('the package manager', () => {
  test('apt-get: updates, installs, then switches the service off again', async () => {
    await programs.placeRights();
    await programs.place('sh', 'exec /bin/sh "$@"');
    await programs.place('service');
    await programs.place('systemctl');
    await programs.place('update-rc.d');
    await programs.place(
      'apt-get',
      `case "$*" in *install*) ${programs.bring('redis-server')};; esac`,
    );
    expect(await obtain()).toEqual({
      kind: 'found',
      program: { kind: 'program', command: path.join(programs.folder, 'redis-server') },
    });
    expect(said).toHaveLength(1);
    const seen = await programs.calls();
    expect(seen.filter((call) => call.startsWith('apt-get'))).toEqual([
      'apt-get -o DPkg::Lock::Timeout=120 update',
      'apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends redis-server',
    ]);
    expect(seen.find((call) => call.startsWith('env'))).toContain('noninteractive');
    expect(seen.at(-1)).toMatch(/^(update-rc\.d redis-server disable|systemctl disable --now)/);
  });

  test('dnf: the second package is tried when the first is not there', async () => {
    await programs.placeRights();
    await programs.place(
      'dnf',
      `case "$*" in *valkey*) exit 1;; esac; ${programs.bring('redis-server')}`,
    );
    expect((await obtain()).kind).toBe('found');
    expect((await programs.calls()).filter((call) => call.startsWith('dnf'))).toHaveLength(2);
  });

  test('one that fails is told with its last line', async () => {
    await programs.placeRights();
    await programs.place('apk', 'echo "ERROR: no network" >&2; exit 1');
    expect(await obtain()).toMatchObject({ kind: 'missing' });
    expect(said.at(-1)).toContain('ERROR: no network');
  });

  test('one that succeeds but brings nothing is the end', async () => {
    await programs.placeRights();
    await programs.place('apk');
    expect((await obtain()).kind).toBe('missing');
  });

  test('is not touched when that is not wanted', async () => {
    await programs.placeRights();
    await programs.place('apk', programs.bring('redis-server'));
    expect((await obtain({ install: false })).kind).toBe('missing');
    expect(await programs.calls()).toEqual(['']);
  });
});

test('with nothing at all, the remedy names every system', async () => {
  const obtained = await obtain();
  for (const word of ['apt-get', 'dnf', 'apk', 'brew', 'docker']) {
    expect(obtained).toMatchObject({ remedy: expect.stringContaining(word) });
  }
});
