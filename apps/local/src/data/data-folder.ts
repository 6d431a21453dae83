import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LocalError } from '../local-error.ts';
import { isLockFile } from './lock.ts';

/** Where one system keeps what must outlive it. */
export interface DataFolder {
  readonly path: string;
  /** Of the Redis server. */
  readonly redis: string;
  /** Of ingest: what Redis could not take. */
  readonly journal: string;
  /** Of the inbox: one file a mail. */
  readonly mails: string;
  readonly secretsFile: string;
  /** Notes which Redis server has the data open. */
  readonly redisOwnerFile: string;
  /** An empty configuration, so that the inbox looks for no other. */
  readonly inboxConfigFile: string;
  /** Removes a temporary folder; keeps any other. */
  discard(): Promise<void>;
}

const ownerOnly = 0o700;

/** Opens a folder that stays, and makes it when it is missing. Rejects with `data_unusable`. */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const opened = layOut(path.resolve(folder), () => Promise.resolve());
  try {
    await mkdir(opened.path, { recursive: true, mode: ownerOnly });
    await refuseForeignFolder(opened);
    await refuseOtherOwner(opened);
    await chmod(opened.path, ownerOnly);
    await makeRooms(opened);
  } catch (error) {
    if (error instanceof LocalError) throw error;
    const message = `The data folder ${opened.path} cannot be used`;
    throw new LocalError(message, { code: 'data_unusable', cause: error });
  }
  return opened;
}

/** Makes a folder that `discard` removes. */
export async function makeTemporaryDataFolder(): Promise<DataFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost-once-'));
  const made = layOut(folder, () => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await makeRooms(made);
  return made;
}

function layOut(folder: string, discard: () => Promise<void>): DataFolder {
  return {
    path: folder,
    redis: path.join(folder, 'redis'),
    journal: path.join(folder, 'journal'),
    mails: path.join(folder, 'mails'),
    secretsFile: path.join(folder, 'secrets.json'),
    redisOwnerFile: path.join(folder, 'redis-owner.json'),
    inboxConfigFile: path.join(folder, 'inbox.json'),
    discard,
  };
}

async function makeRooms({ redis, journal, mails }: DataFolder): Promise<void> {
  for (const room of [redis, journal, mails]) {
    await mkdir(room, { recursive: true, mode: ownerOnly });
    // One that was there already may be open to others.
    await chmod(room, ownerOnly);
  }
}

/** Its owner could change all that is in it, whatever rights it has. */
async function refuseOtherOwner({ path: folder }: DataFolder): Promise<void> {
  const user = process.geteuid?.();
  if (user === undefined || (await stat(folder)).uid === user) return;
  throw new LocalError(`The folder ${folder} belongs to another user; name one of your own`, {
    code: 'data_unusable',
  });
}

/** A folder that holds something else was hardly meant: `--data ~` would fill a home. */
async function refuseForeignFolder(folder: DataFolder): Promise<void> {
  const entries = await readdir(folder.path);
  const ours = [folder.redis, folder.secretsFile].map((file) => path.basename(file));
  const isOurs = (entry: string): boolean => ours.includes(entry) || isLockFile(entry);
  if (entries.length === 0 || entries.some(isOurs)) return;
  throw new LocalError(`The folder ${folder.path} holds other files; name an empty or new one`, {
    code: 'data_unusable',
  });
}
