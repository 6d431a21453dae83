import { randomBytes } from 'node:crypto';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { LocalError } from '../local-error.ts';
import { readIfPresent } from './read-if-present.ts';

/** Somebody who may log in to the dashboard. */
interface LocalUser {
  name: string;
  role: 'operator' | 'viewer';
  password: string;
  /** What the dashboard's own program made of the password. */
  hash: string;
}

/** What is made once for a data folder: with other keys its queue could not be opened any more. */
export interface Secrets {
  webhookSecret: string;
  /** As `PAYLOAD_KEYS` takes it: `id:base64`. */
  payloadKey: string;
  sessionSecret: string;
  bookingsApiKey: string;
  users: LocalUser[];
}

/** Data folders were made before there was a Bookings API. */
type SavedSecrets = Omit<Secrets, 'bookingsApiKey'> & Partial<Secrets>;

const roles = ['operator', 'viewer'] as const;
const ownerOnly = 0o600;

/** The secrets of a data folder, made at its first start. Rejects with `data_unusable`. */
export async function obtainSecrets(
  file: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<Secrets> {
  const text = await readIfPresent(file);
  if (text !== undefined) {
    const saved = parseSecrets(text);
    if (saved === undefined) throw damaged(file);
    await chmod(file, ownerOnly);
    if (isComplete(saved)) return saved;
    const completed = { ...saved, bookingsApiKey: makeKey() };
    await saveSecrets(file, completed);
    return completed;
  }
  const secrets = await makeSecrets(hashPassword);
  await saveSecrets(file, secrets);
  return secrets;
}

async function saveSecrets(file: string, secrets: Secrets): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: ownerOnly });
  await rename(draft, file);
}

/** The secrets in a file's text, or `undefined` when something is missing or of another kind. */
function parseSecrets(text: string): SavedSecrets | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isSecrets(value) ? value : undefined;
}

async function makeSecrets(hashPassword: (password: string) => Promise<string>): Promise<Secrets> {
  const users = roles.map(async (role) => {
    const password = randomBytes(12).toString('base64url');
    return { name: role, role, password, hash: await hashPassword(password) };
  });
  return {
    webhookSecret: makeKey(),
    payloadKey: `local:${randomBytes(32).toString('base64')}`,
    sessionSecret: randomBytes(32).toString('base64url'),
    bookingsApiKey: makeKey(),
    users: await Promise.all(users),
  };
}

/** 32 letters, digits, - and _. */
function makeKey(): string {
  return randomBytes(24).toString('base64url');
}

function isComplete(secrets: SavedSecrets): secrets is Secrets {
  return secrets.bookingsApiKey !== undefined;
}

function isSecrets(value: unknown): value is SavedSecrets {
  return (
    hasTexts(value, ['webhookSecret', 'payloadKey', 'sessionSecret']) &&
    (!('bookingsApiKey' in value) || typeof value.bookingsApiKey === 'string') &&
    'users' in value &&
    Array.isArray(value.users) &&
    value.users.every((user) => hasTexts(user, ['name', 'role', 'password', 'hash']))
  );
}

function hasTexts(value: unknown, names: readonly string[]): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return names.every((name) => typeof fields.get(name) === 'string');
}

function damaged(file: string): LocalError {
  const message = [
    `${file} is damaged. It holds the key that opens what is queued: restore it,`,
    'or remove the whole data folder to begin anew.',
  ].join(' ');
  return new LocalError(message, { code: 'data_unusable' });
}
