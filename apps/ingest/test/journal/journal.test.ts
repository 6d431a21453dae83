import { appendFile, mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../src/journal/journal.ts';
import { createLogLines } from '../log-lines.ts';
import { idsOf, sealedEvent, sealedGarbage } from '../sealed-samples.ts';
import {
  listSegments,
  makeTemporaryFolder,
  openForTest,
  readAll,
  readSegment,
} from './open-for-test.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let journal: Journal;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(async () => {
  await journal.close();
  await folder.remove();
});

const open = async (log = createLogLines()) => {
  journal = await openForTest(folder.path, log);
  return journal;
};
const reopen = async (log = createLogLines()) => {
  await journal.close();
  return await open(log);
};
async function append(...ids: string[]): Promise<void> {
  for (const id of ids) {
    expect(await journal.append(sealedEvent(id))).toEqual({ kind: 'stored' });
  }
}

describe('a journal', () => {
  test('gives back what was stored, of both kinds, unchanged', async () => {
    const deliveries = [sealedEvent('a'), sealedGarbage('b')];
    const { append: store } = await open();
    for (const delivery of deliveries) await store(delivery);
    const entries = await readAll(await reopen());
    expect(entries.map(({ delivery }) => delivery)).toEqual(deliveries);
  });

  test('keeps the order in which deliveries came, over restarts and whatever the clock says', async () => {
    await open();
    await append('a', 'b');
    await reopen();
    await journal.append(sealedEvent('c', '1999-12-31T23:59:59.999Z'));
    await append('d');
    await reopen();
    expect(idsOf(await readAll(await reopen()))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stores what comes at the same time, each once', async () => {
    const { append: store } = await open();
    const ids = Array.from({ length: 300 }, (_, index) => `id-${index}`);
    const outcomes = await Promise.all(ids.map((id) => store(sealedEvent(id))));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['stored']));
    expect(idsOf(await readAll(await reopen()))).toEqual(ids);
  });

  test('reads no more at once than it is asked for, and passes over what it is told to', async () => {
    const { readOldest } = await open();
    await append('a', 'b', 'c', 'd');
    const all = await readAll(await reopen());
    const read = { maxEntries: 2, maxBytes: 1e6, isSkipped: (key: string) => key === all[1]?.key };
    expect(idsOf(await readOldest(read))).toEqual([]);
    expect(idsOf(await journal.readOldest(read))).toEqual(['a', 'c']);
    expect(idsOf(await journal.readOldest({ ...read, maxBytes: 1 }))).toEqual(['a']);
  });

  test('forgets what was removed, also over a restart, and gives its space back', async () => {
    await open();
    await append('a', 'b', 'c');
    const [first, , third] = await readAll(await reopen());
    if (first === undefined || third === undefined) throw new Error('entries are missing');
    await journal.remove([first, third]);
    expect(journal.status().entries).toBe(1);
    expect(idsOf(await readAll(await reopen()))).toEqual(['b']);
    await journal.remove(await readAll(journal));
    expect(await readAll(await reopen())).toEqual([]);
    expect(await listSegments(folder.path)).toEqual([]);
  });

  test('tells how many wait and since when, before and after a restart', async () => {
    await open();
    expect(journal.status()).toEqual({ isUsable: true, entries: 0, setAside: 0 });
    await journal.append(sealedEvent('a', '2026-01-01T00:00:00.000Z'));
    await append('b');
    const status = {
      isUsable: true,
      entries: 2,
      setAside: 0,
      oldestReceivedAt: '2026-01-01T00:00:00.000Z',
    };
    expect(journal.status()).toEqual(status);
    await reopen();
    expect(journal.status()).toEqual(status);
  });

  test('is a folder for its owner alone', async () => {
    const directory = path.join(folder.path, 'new', 'journal');
    journal = await openForTest(directory);
    await append('a');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat((await readSegment(directory)).file)).mode & 0o777).toBe(0o600);
  });

  test('has no clear text of a traveller', async () => {
    await open();
    await append('a');
    expect((await readSegment(folder.path)).bytes.toString()).not.toContain('orderStatus');
  });
});

describe('a damaged journal', () => {
  const damages: [string, (bytes: Buffer, secondLine: number) => Buffer, string[]][] = [
    ['a byte of the payload', (bytes, line) => flip(bytes, line + 60), ['a', 'c']],
    ['the checksum', (bytes, line) => flip(bytes, line + 5), ['a', 'c']],
    ['the mark of the state', (bytes, line) => flip(bytes, line), ['a', 'c']],
    ['the version of a line', (bytes, line) => replace(bytes, line + 2, '2'), ['a', 'c']],
    ['the break between two lines', (bytes, line) => flip(bytes, line - 1), ['c']],
    ['zeros over a line', (bytes, line) => bytes.fill(0, line, line + 40), ['a', 'c']],
  ];

  test.each(damages)(
    'with %s changed sets that aside and gives the rest',
    async (_what, damage) => {
      await open();
      await append('a', 'b', 'c');
      await journal.close();
      const { file, bytes } = await readSegment(folder.path);
      await writeFile(file, damage(bytes, bytes.indexOf('\n') + 1));
      const log = createLogLines();
      await open(log);
      const expected = damages.find(([name]) => name === _what)?.[2];
      const entries = await readAll(journal);
      expect(idsOf(entries)).toEqual(expected);
      expect(journal.status()).toMatchObject({ entries: expected?.length, setAside: 1 });
      expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);

      await journal.remove(entries);
      expect(await readAll(journal)).toEqual([]);
      expect(await listSegments(folder.path)).toEqual(['0000000001.journal.damaged']);
      await reopen();
      expect(journal.status()).toMatchObject({ isUsable: true, entries: 0, setAside: 1 });
    },
  );

  test('that is damaged while it is in use loses no more than that', async () => {
    await open();
    await append('a', 'b', 'c');
    await reopen();
    const { file, bytes } = await readSegment(folder.path);
    await writeFile(file, flip(bytes, bytes.indexOf('\n') + 60));
    const entries = await readAll(journal);
    expect(idsOf(entries)).toEqual(['a', 'c']);
    await journal.remove(entries);
    expect(await readAll(journal)).toEqual([]);
    expect(journal.status()).toMatchObject({ entries: 0, setAside: 1 });
  });

  test.each([1, 20, 200])('that lost its last %d bytes gives all whole entries', async (lost) => {
    await open();
    await append('a', 'b');
    await journal.close();
    const { file, bytes } = await readSegment(folder.path);
    await truncate(file, bytes.length - lost);
    await open();
    // The line break alone is no loss.
    expect(idsOf(await readAll(journal))).toEqual(lost === 1 ? ['a', 'b'] : ['a']);
    await append('c');
    expect(idsOf(await readAll(await reopen()))).toContain('c');
  });

  test.each([
    ['nothing', Buffer.alloc(0), 0],
    ['zeros', Buffer.alloc(70_000), 1],
    ['noise', randomBytes(300_000), 1],
  ])(
    'whose file holds %s opens, and takes and gives what comes',
    async (_what, bytes, setAside) => {
      await writeFile(path.join(folder.path, '0000000007.journal'), bytes);
      await open();
      await append('a');
      expect(idsOf(await readAll(await reopen()))).toEqual(['a']);
      expect(Math.min(1, journal.status().setAside)).toBe(setAside);
    },
  );

  test('with a file that cannot be read gives the rest', async () => {
    await mkdir(path.join(folder.path, '0000000001.journal'));
    const log = createLogLines();
    await open(log);
    await append('a');
    expect(idsOf(await readAll(journal))).toEqual(['a']);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  test('is clean again once people have removed the file', async () => {
    await open();
    await append('a');
    await journal.close();
    await appendFile((await readSegment(folder.path)).file, 'half a li');
    await open();
    await journal.remove(await readAll(journal));
    await readAll(journal);
    expect(journal.status().setAside).toBe(1);
    await truncate((await readSegment(folder.path)).file, 0);
    await folder.remove();
    expect(journal.status().setAside).toBe(0);
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  return bytes;
}

function replace(bytes: Buffer, at: number, text: string): Buffer {
  bytes.write(text, at);
  return bytes;
}
