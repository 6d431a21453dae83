import type { Role } from '@ticketpost/settings/dashboard';

/** Who a session was begun for. */
export interface Identity {
  name: string;
  role: Role;
  by: 'password' | 'oidc';
  /** Changes with what let them in: the password's hash, or the settings of the issuer. */
  fingerprint: string;
}

/** A session as Redis keeps it. Times are milliseconds since the epoch. */
export interface SessionRecord extends Identity {
  beganAt: number;
  usedAt: number;
  /** Keyed hashes of the secrets in the cookie, the one of now and the one before; empty for none. */
  current: string;
  previous: string;
  /** When the one of now was given out, and when it first came back; 0 before that. */
  rotatedAt: number;
  seenAt: number;
}

const times = ['beganAt', 'usedAt', 'rotatedAt', 'seenAt'] as const;
const texts = ['name', 'fingerprint', 'current', 'previous'] as const;

/** The fields of a hash in Redis as a record; `undefined` when one is missing or is none. */
export function parseSessionRecord(
  fields: Readonly<Record<string, string>>,
): SessionRecord | undefined {
  const { role, by } = fields;
  if (role !== 'viewer' && role !== 'operator') return undefined;
  if (by !== 'password' && by !== 'oidc') return undefined;
  const read = {
    ...pick(fields, texts, String),
    ...pick(fields, times, Number),
    ...({ role, by } as const),
  };
  const isWhole =
    texts.every((name) => fields[name] !== undefined) &&
    times.every((name) => Number.isFinite(read[name]));
  return isWhole ? read : undefined;
}

function pick<Name extends string, Value>(
  fields: Readonly<Record<string, string>>,
  names: readonly Name[],
  read: (text: string | undefined) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, read(fields[name])])) as Record<Name, Value>;
}
