import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openJournal, type Journal } from '../../src/journal/journal.ts';
import { createLogLines } from '../log-lines.ts';
import { idsOf, sealedEvent } from '../sealed-samples.ts';
import { makeTemporaryFolder, openForTest, readAll } from './open-for-test.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
const opened: Journal[] = [];

beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
  await folder.remove();
});

const open = async (directory: string, log = createLogLines()) => {
  const journal = await openForTest(directory, log);
  opened.push(journal);
  return journal;
};
const kindOf = async (directory: string) =>
  (await openJournal({ directory, logger: createLogLines().logger })).kind;

describe('a folder that only a person can put right is refused', () => {
  test('when it is a file', async () => {
    const file = path.join(folder.path, 'file');
    await writeFile(file, '');
    expect(await kindOf(file)).toBe('refused');
  });

  test('when a newer version wrote it, and is left as it was', async () => {
    await writeFile(path.join(folder.path, 'format'), '2\n');
    expect(await kindOf(folder.path)).toBe('refused');
    await writeFile(path.join(folder.path, 'format'), '1\n');
    await open(folder.path);
  });

  test('when another journal is open in it, until that is closed', async () => {
    const first = await open(folder.path);
    expect(await kindOf(folder.path)).toBe('refused');
    await first.close();
    await open(folder.path);
  });
});

describe('a folder that cannot be used now', () => {
  test('takes nothing, says so, and is taken into use once it can be', async () => {
    const inTheWay = path.join(folder.path, 'in-the-way');
    await writeFile(inTheWay, '');
    const log = createLogLines();
    const journal = await open(path.join(inTheWay, 'journal'), log);
    expect(journal.status()).toMatchObject({ isUsable: false, entries: 0 });
    expect(journal.status().reason).toContain('ENOTDIR');
    expect((await journal.append(sealedEvent('a'))).kind).toBe('not_stored');

    await rm(inTheWay);
    await log.next('the journal can be used again');
    expect((await journal.append(sealedEvent('b'))).kind).toBe('stored');
    expect(idsOf(await readAll(journal))).toEqual(['b']);
  });

  test('because it was removed is made anew, and takes nothing that would be lost with it', async () => {
    const directory = path.join(folder.path, 'journal');
    const log = createLogLines();
    const journal = await open(directory, log);
    expect((await journal.append(sealedEvent('a'))).kind).toBe('stored');
    await rm(directory, { recursive: true });
    expect((await journal.append(sealedEvent('b'))).kind).toBe('not_stored');
    await log.next('the journal can be used again');
    expect((await journal.append(sealedEvent('c'))).kind).toBe('stored');
    expect(idsOf(await readAll(journal))).toEqual(['c']);
  });

  test('because it was moved away is made anew, and the failure does not last', async () => {
    const directory = path.join(folder.path, 'journal');
    const log = createLogLines();
    const journal = await open(directory, log);
    await rename(directory, path.join(folder.path, 'moved'));
    expect((await journal.append(sealedEvent('a'))).kind).toBe('not_stored');
    expect(journal.status().isUsable).toBe(false);
    await log.next('the journal can be used again');
    expect((await journal.append(sealedEvent('b'))).kind).toBe('stored');
  });
});

const run = (command: string, ...args: string[]) => spawnSync(command, args);

/** A disk of a megabyte; `undefined` where this user may mount none. */
async function mountSmallDisk(directory: string): Promise<(() => void) | undefined> {
  await mkdir(directory);
  if (run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory).status !== 0)
    return undefined;
  return () => {
    run('umount', directory);
  };
}

const mayMount = await (async () => {
  const trial = await makeTemporaryFolder();
  const unmount = await mountSmallDisk(path.join(trial.path, 'disk'));
  unmount?.();
  await trial.remove();
  return unmount !== undefined;
})();
const testOnDisk = mayMount ? test : test.skip;
const note = mayMount ? '' : ' (NOT RUN: this user may not mount a disk; run as root)';

describe(`a full disk${note}`, () => {
  testOnDisk('takes nothing more, keeps what it took, and heals', async () => {
    const directory = path.join(folder.path, 'disk');
    const unmount = await mountSmallDisk(directory);
    try {
      const log = createLogLines();
      const journal = await open(directory, log);
      const taken: string[] = [];
      for (let index = 0; ; index += 1) {
        const outcome = await journal.append(bigEvent(`id-${index}`));
        if (outcome.kind === 'not_stored') break;
        taken.push(`id-${index}`);
      }
      expect(taken.length).toBeGreaterThan(10);
      expect(journal.status()).toMatchObject({ isUsable: false, entries: taken.length });
      expect(journal.status().reason).toContain('ENOSPC');

      // It can be drained while the disk is full, and that is what makes room again.
      const entries = await readAll(journal);
      expect(idsOf(entries)).toEqual(taken);
      await journal.remove(entries);
      expect(await readAll(journal)).toEqual([]);
      await log.next('the journal can be used again');
      expect((await journal.append(bigEvent('later'))).kind).toBe('stored');
      await journal.close();
    } finally {
      unmount?.();
    }
  });

  testOnDisk('that is full from the start is no reason not to run', async () => {
    const directory = path.join(folder.path, 'disk');
    const unmount = await mountSmallDisk(directory);
    try {
      const filler = path.join(directory, 'filler');
      await writeFile(filler, Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined);
      const log = createLogLines();
      const journal = await open(directory, log);
      expect(journal.status().reason).toContain('ENOSPC');
      await rm(filler);
      await log.next('the journal can be used again');
      expect((await journal.append(sealedEvent('a'))).kind).toBe('stored');
      await journal.close();
    } finally {
      unmount?.();
    }
  });

  testOnDisk('that is read-only is tried until it is not', async () => {
    const directory = path.join(folder.path, 'disk');
    const unmount = await mountSmallDisk(directory);
    try {
      run('mount', '-o', 'remount,ro', directory);
      const log = createLogLines();
      const journal = await open(directory, log);
      expect(journal.status().reason).toContain('EROFS');
      run('mount', '-o', 'remount,rw', directory);
      await log.next('the journal can be used again');
      await journal.close();
    } finally {
      unmount?.();
    }
  });
});

function bigEvent(deliveryId: string) {
  const event = sealedEvent(deliveryId);
  return { ...event, delivery: { ...event.delivery, payload: 'x'.repeat(20_000) } } as typeof event;
}

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

describe('nobody but its owner looks into it', () => {
  test.each(['000', '022', '077', '577'])('with the umask %s', async (umask) => {
    const directory = path.join(folder.path, 'new');
    const before = process.umask(Number.parseInt(umask, 8));
    try {
      const journal = await open(directory);
      await journal.append(sealedEvent('a'));
    } finally {
      process.umask(before);
    }
    expect(await modeOf(directory)).toBe('700');
    const files = await readdir(directory);
    expect(files).toContain('0000000001.journal');
    for (const file of files) {
      const others = (await stat(path.join(directory, file))).mode & 0o077;
      expect({ file, others }).toEqual({ file, others: 0 });
    }
  });

  test('when it and its files were open before', async () => {
    const directory = path.join(folder.path, 'wide');
    const first = await open(directory);
    await first.append(sealedEvent('a'));
    await first.close();
    await chmod(directory, 0o777);
    for (const file of await readdir(directory)) await chmod(path.join(directory, file), 0o666);
    const second = await open(directory);
    expect(await modeOf(directory)).toBe('700');
    for (const file of await readdir(directory)) {
      expect([file, await modeOf(path.join(directory, file))]).toEqual([file, '600']);
    }
    expect(idsOf(await readAll(second))).toEqual(['a']);
  });

  // Only root can give a folder away.
  const asRoot = process.geteuid?.() === 0 ? test : test.skip;
  asRoot('and one of another user is refused, and left as it is', async () => {
    const directory = path.join(folder.path, 'foreign');
    await mkdir(directory, { mode: 0o755 });
    await chown(directory, 12_345, 12_345);
    const opening = await openJournal({ directory, logger: createLogLines().logger });
    expect(opening).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('belongs to another'),
    });
    expect(await modeOf(directory)).toBe('755');
    expect(await readdir(directory)).toEqual([]);
  });
});
