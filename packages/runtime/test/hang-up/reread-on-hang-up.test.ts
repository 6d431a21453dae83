import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createScrubber,
  defineList,
  defineRereading,
  defineText,
  rereadOnHangUp,
  type Rereading,
} from '@ticketpost/runtime';

const about = { meaning: '', example: 'an-example', expectation: 'a list of secrets' };
const keys = defineList(
  { ...about, name: 'KEYS', secret: true, items: { minLength: 8 } },
  { optional: true },
);
const token = defineText({ ...about, name: 'TOKEN', secret: true }, { optional: true });
const open = defineText({ ...about, name: 'OPEN' }, { optional: true });

let folder = '';
/** What the process uses of each secret. */
let inUse: Record<string, unknown>;
let lines: [level: 'info' | 'error', line: object, words: string][];
const before = new Set(process.listeners('SIGHUP'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketpost-hang-up-'));
  inUse = { KEYS: ['the-first-key'], TOKEN: 'the-first-token' };
  lines = [];
});
afterEach(() => {
  for (const listener of process.listeners('SIGHUP')) {
    if (!before.has(listener)) process.off('SIGHUP', listener);
  }
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string) => join(folder, name);
const write = (name: string, text: string) => {
  writeFileSync(fileOf(name), text, { mode: 0o600 });
};
const hangUp = () => process.emit('SIGHUP', 'SIGHUP');

const rereadKeys = defineRereading(keys, (value) => {
  if (value.includes('a-key-of-another')) {
    return { kind: 'refused', problem: 'KEYS: that key is known by another id.' };
  }
  inUse['KEYS'] = value;
  return { kind: 'taken', about: { entries: value.length } };
});
const rereadToken = defineRereading(token, (value) => {
  inUse['TOKEN'] = value;
  return { kind: 'taken', about: {} };
});

function start(
  environment: Record<string, string>,
  rereadings: readonly Rereading[] = [rereadKeys, rereadToken],
  scrubber = createScrubber(),
): boolean {
  const log = (level: 'info' | 'error') => (line: object, words: string) => {
    lines.push([level, line, words]);
  };
  return rereadOnHangUp({
    rereadings,
    environment,
    logger: { info: log('info'), error: log('error') } as Parameters<
      typeof rereadOnHangUp
    >[0]['logger'],
    scrubber,
  });
}

const taken = 'read again, and in use from now on';
const refused = 'read again and refused: the old one stays';

describe('SIGHUP', () => {
  test('has the files of secrets read again, each time', () => {
    expect(start({ KEYS_FILE: fileOf('KEYS'), TOKEN_FILE: fileOf('TOKEN') })).toBe(true);
    write('KEYS', 'the-second-key,the-first-key\n');
    write('TOKEN', 'the-second-token');
    expect(inUse).toEqual({ KEYS: ['the-first-key'], TOKEN: 'the-first-token' });
    hangUp();
    expect(inUse).toEqual({ KEYS: ['the-second-key', 'the-first-key'], TOKEN: 'the-second-token' });
    write('KEYS', 'the-second-key');
    hangUp();
    expect(inUse['KEYS']).toEqual(['the-second-key']);
    expect(lines).toEqual([
      ['info', { variable: 'KEYS', entries: 2 }, taken],
      ['info', { variable: 'TOKEN' }, taken],
      ['info', { variable: 'KEYS', entries: 1 }, taken],
      ['info', { variable: 'TOKEN' }, taken],
    ]);
  });

  test.each([
    ['an entry that breaks the rule', 'short', /^KEYS, entry 1, must be a list of secrets/],
    ['nothing', '', /^KEYS_FILE names a file that is empty/],
    ['blanks', ' \n\t\n', /^KEYS_FILE names a file that is empty/],
    ['what its owner refuses', 'a-key-of-another', /^KEYS: that key is known by another id\.$/],
  ])('with a file of %s keeps the old, says why, and takes the others', (_what, text, reason) => {
    start({ KEYS_FILE: fileOf('KEYS'), TOKEN_FILE: fileOf('TOKEN') });
    write('KEYS', text);
    write('TOKEN', 'the-second-token');
    hangUp();
    expect(inUse).toEqual({ KEYS: ['the-first-key'], TOKEN: 'the-second-token' });
    expect(lines).toEqual([
      ['error', { variable: 'KEYS', reason: expect.stringMatching(reason) }, refused],
      ['info', { variable: 'TOKEN' }, taken],
    ]);
    if (text.trim() !== '') expect(JSON.stringify(lines)).not.toContain(text);
  });

  test.each([
    ['is gone', () => undefined, 'ENOENT'],
    [
      'is far too long',
      () => {
        write('KEYS', 'x'.repeat(10_000_000));
      },
      'EFBIG',
    ],
  ])('with a file that %s keeps the old, and says so', (_what, prepare, code) => {
    start({ KEYS_FILE: fileOf('KEYS') });
    prepare();
    hangUp();
    expect(inUse['KEYS']).toEqual(['the-first-key']);
    expect(lines).toEqual([
      ['error', { variable: 'KEYS', reason: expect.stringContaining(`(${code})`) }, refused],
    ]);
  });

  test('after a bad file takes a good one', () => {
    start({ KEYS_FILE: fileOf('KEYS') });
    write('KEYS', 'short');
    hangUp();
    write('KEYS', 'the-second-key');
    hangUp();
    expect(inUse['KEYS']).toEqual(['the-second-key']);
    expect(lines.map(([level]) => level)).toEqual(['error', 'info']);
  });

  test('lets no secret that was read into a later log, be it taken or not', () => {
    const scrubber = createScrubber();
    start({ KEYS_FILE: fileOf('KEYS') }, [rereadKeys], scrubber);
    write('KEYS', 'the-second-key');
    hangUp();
    write('KEYS', 'the-third-key,short');
    hangUp();
    expect(lines.map(([level]) => level)).toEqual(['info', 'error']);
    const said = scrubber.scrub('the-second-key and the-third-key');
    expect(said).not.toMatch(/second|third/);
  });

  test.each<[string, Record<string, string>]>([
    ['no file', {}],
    ['a secret that stands in the environment', { KEYS: 'the-first-key' }],
    ['a file that is named by nothing', { KEYS_FILE: '' }],
  ])('is left alone with %s', (_what, environment) => {
    const listeners = process.listenerCount('SIGHUP');
    expect(start(environment)).toBe(false);
    expect(process.listenerCount('SIGHUP')).toBe(listeners);
  });

  test('has nothing to do with the file of what is no secret', () => {
    const reread = defineRereading(open, () => ({ kind: 'taken', about: {} }));
    write('OPEN', 'text');
    expect(start({ OPEN_FILE: fileOf('OPEN') }, [reread])).toBe(false);
  });

  test('reads those alone that come from a file', () => {
    expect(start({ KEYS_FILE: fileOf('KEYS'), TOKEN: 'the-first-token' })).toBe(true);
    write('KEYS', 'the-second-key');
    hangUp();
    expect(lines.map(([, line]) => line)).toEqual([{ variable: 'KEYS', entries: 1 }]);
  });
});
