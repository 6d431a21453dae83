import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findTestChromium, obtainChromium, type ObtainedChromium } from '../../src/index.ts';
import { createPathStandIn, type PathStandIn } from '../process/path-stand-in.ts';

let programs: PathStandIn;
let said: string[];

beforeEach(async () => {
  programs = await createPathStandIn();
  said = [];
});
afterEach(() => programs.remove());

function obtain(options: { install?: boolean; named?: string } = {}): Promise<ObtainedChromium> {
  const { named, ...others } = options;
  const announce = (line: string): void => {
    said.push(line);
  };
  const env = { PATH: programs.folder, ...(named === undefined ? {} : { CHROMIUM_PATH: named }) };
  return obtainChromium({ announce, env, ...others });
}

const askedForFonts = ['fc-list -q :lang=ar', 'fc-list -q :lang=zh-cn'];

test('a Chromium on the PATH goes before Chrome, and nothing is said', async () => {
  await programs.place('fc-list');
  await programs.place('google-chrome');
  const file = await programs.place('chromium');
  expect(await obtain()).toEqual({ kind: 'found', path: file });
  expect(said).toEqual([]);
  expect((await programs.calls()).sort()).toEqual(askedForFonts);
});

test('CHROMIUM_PATH goes before the PATH', async () => {
  await programs.place('fc-list');
  await programs.place('chromium');
  const named = await programs.place('my-own');
  expect(await obtain({ named })).toEqual({ kind: 'found', path: named });
});

test('a CHROMIUM_PATH that names nothing is not made good by an installation', async () => {
  await programs.placeRights();
  await programs.place('fc-list');
  await programs.place('apt-get', programs.bring('chromium'));
  expect((await obtain({ named: '/nonexistent/chromium' })).kind).toBe('missing');
  expect((await programs.calls()).sort()).toEqual(askedForFonts);
});

test('apt-get brings the browser and the fonts', async () => {
  await programs.placeRights();
  const both = `${programs.bring('chromium')}; ${programs.bring('fc-list')}`;
  await programs.place('apt-get', `case "$*" in *install*) ${both};; esac`);
  const file = path.join(programs.folder, 'chromium');
  expect(await obtain()).toEqual({ kind: 'found', path: file });
  expect(said).toHaveLength(1);
  const calls = (await programs.calls()).filter((call) => call.startsWith('apt-get'));
  expect(calls).toEqual([
    'apt-get -o DPkg::Lock::Timeout=120 update',
    expect.stringMatching(/ install -y --no-install-recommends chromium fontconfig fonts-/),
  ]);
});

test('fonts alone are brought to a browser that lacks them', async () => {
  await programs.placeRights();
  await programs.place('chromium');
  await programs.place('apt-get', `case "$*" in *install*) ${programs.bring('fc-list')};; esac`);
  expect((await obtain()).kind).toBe('found');
  const install = (await programs.calls()).find((call) => call.includes(' install '));
  expect(install).not.toContain('chromium');
});

test('a manager that fails is told with its last line, and the remedy is given', async () => {
  await programs.placeRights();
  await programs.place('apt-get', 'echo "E: no network" >&2; exit 100');
  expect(await obtain()).toEqual({
    kind: 'missing',
    remedy: expect.stringContaining('apt-get install'),
  });
  expect(said.at(-1)).toContain('E: no network');
});

test('nothing is installed when that is not wanted', async () => {
  await programs.placeRights();
  await programs.place('apt-get', programs.bring('chromium'));
  expect((await obtain({ install: false })).kind).toBe('missing');
  expect(await programs.calls()).toEqual(['']);
});

test('tests without Chromium fail with the remedy', async () => {
  const env = { CHROMIUM_PATH: '/nonexistent/chromium' };
  await expect(findTestChromium({ env })).rejects.toMatchObject({ code: 'chromium_missing' });
});
