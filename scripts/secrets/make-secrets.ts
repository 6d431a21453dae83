import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a run came to; paths are those in the folder. */
export type SecretsMade =
  | { kind: 'done'; made: string[]; missing: { path: string; content: string }[] }
  /** The folder lets others of this machine in, and is not ours to close. */
  | { kind: 'open_folder' };

const apps = ['ingest', 'worker', 'dashboard'] as const;

/** Those that are nobody else's to give. */
const ownSecrets: Readonly<Record<string, () => string>> = {
  'apps/payload_keys': () => `k1:${randomBytes(32).toString('base64')}`,
  'ingest/webhook_secrets': () => randomBytes(24).toString('hex'),
  'dashboard/session_secret': () => randomBytes(32).toString('base64'),
};

/** Those that others give, with what stands in them. */
const givenSecrets: Readonly<Record<string, string>> = {
  'worker/smtp_url':
    'smtps://user:password@mail.example.com:465, or smtp+starttls://…:587, with % and / in the password written as %25 and %2F',
  'dashboard/dashboard_users':
    'name:role:hash, a comma between users; roles are viewer and operator, and `npm run --silent hash-password` makes a hash. Needless where DASHBOARD_USERS_FILE is empty and everybody logs in by OIDC_ISSUER',
};

/**
 * Makes what production's secrets lack, and changes none that is there. The folder is closed to others
 * of this machine (0700); what is in it is open (0755, 0644), since containers read it as other users.
 */
export async function makeSecrets(folder: string): Promise<SecretsMade> {
  if (await isOpen(folder)) return { kind: 'open_folder' };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made: string[] = [];
  const read = async (path: string): Promise<string | undefined> => {
    const text = await readIfThere(join(folder, path));
    return text === undefined || text.trim() === '' ? undefined : text.trim();
  };
  const write = async (path: string, text: string) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, `${text}\n`);
    await rename(`${file}.new`, file);
    made.push(path);
  };

  for (const [path, make] of Object.entries(ownSecrets)) {
    if ((await read(path)) === undefined) await write(path, make());
  }
  for (const app of apps) {
    const [passwordPath, urlPath] = [`redis/${app}_password`, `${app}/redis_url`];
    const [password, url] = [await read(passwordPath), await read(urlPath)];
    const chosen = password ?? findPassword(url, app) ?? randomBytes(32).toString('hex');
    if (password === undefined) await write(passwordPath, chosen);
    if (url === undefined) await write(urlPath, `redis://${app}:${chosen}@redis:6379`);
  }
  const missing: { path: string; content: string }[] = [];
  for (const [path, content] of Object.entries(givenSecrets)) {
    if ((await read(path)) === undefined) missing.push({ path, content });
  }
  for (const path of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const mode = path.isDirectory() ? 0o755 : 0o644;
    if (!path.isSymbolicLink()) await chmod(join(path.parentPath, path.name), mode);
  }
  return { kind: 'done', made, missing };
}

/** That of the stack's own Redis, so that the two files of one password agree whichever was lost. */
function findPassword(url: string | undefined, app: string): string | undefined {
  return new RegExp(`^redis://${app}:([^@]+)@redis:6379$`).exec(url ?? '')?.[1];
}

async function isOpen(folder: string): Promise<boolean> {
  try {
    return ((await stat(folder)).mode & 0o077) !== 0;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
