import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeTemporaryDataFolder, openDataFolder } from '../../src/data/data-folder.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'ticketpost data '));
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

describe('openDataFolder', () => {
  it('makes a folder that only its owner can look into, and opens it again', async () => {
    const wanted = path.join(parent, 'new', 'folder');
    const made = await openDataFolder(wanted);
    expect((await stat(wanted)).mode & 0o777).toBe(0o700);
    expect((await stat(made.redis)).mode & 0o777).toBe(0o700);
    expect((await stat(made.journal)).mode & 0o777).toBe(0o700);
    expect((await stat(made.mails)).mode & 0o777).toBe(0o700);
    await made.discard();
    expect((await openDataFolder(wanted)).path).toBe(wanted);
  });

  it('leaves a folder of somebody else alone', async () => {
    await writeFile(path.join(parent, 'holiday.jpg'), '');
    await expect(openDataFolder(parent)).rejects.toMatchObject({ code: 'data_unusable' });
    expect(await readdir(parent)).toEqual(['holiday.jpg']);
  });

  it('refuses a file', async () => {
    const file = path.join(parent, 'file');
    await writeFile(file, '');
    await expect(openDataFolder(file)).rejects.toMatchObject({ code: 'data_unusable' });
  });

  it('closes a folder that was open to others, with its rooms, whatever the umask', async () => {
    const before = process.umask(0o777);
    try {
      const wanted = path.join(parent, 'wide');
      const made = await openDataFolder(wanted);
      const rooms = [wanted, made.redis, made.journal, made.mails];
      const modes = () =>
        Promise.all(rooms.map(async (room) => ((await stat(room)).mode & 0o777).toString(8)));
      expect(await modes()).toEqual(['700', '700', '700', '700']);
      for (const room of rooms) await chmod(room, 0o777);
      await openDataFolder(wanted);
      expect(await modes()).toEqual(['700', '700', '700', '700']);
    } finally {
      process.umask(before);
    }
  });

  // Only root can give a folder away.
  (process.geteuid?.() === 0 ? it : it.skip)('refuses a folder of another user', async () => {
    const foreign = path.join(parent, 'foreign');
    await mkdir(foreign, { mode: 0o755 });
    await chown(foreign, 12_345, 12_345);
    await expect(openDataFolder(foreign)).rejects.toMatchObject({ code: 'data_unusable' });
    expect((await stat(foreign)).mode & 0o777).toBe(0o755);
  });

  it('takes an empty folder that is there already', async () => {
    const empty = path.join(parent, 'empty');
    await mkdir(empty);
    expect((await openDataFolder(empty)).path).toBe(empty);
  });
});

it('removes a temporary folder with all that is in it', async () => {
  const folder = await makeTemporaryDataFolder();
  await writeFile(path.join(folder.mails, 'a.eml'), '');
  await folder.discard();
  await expect(stat(folder.path)).rejects.toMatchObject({ code: 'ENOENT' });
});
