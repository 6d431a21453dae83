import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { Identity } from '../sessions/session-record.ts';
import { fingerprintOf, type UserDirectory } from './user-directory.ts';

/**
 * Makes what says who a session belongs to today: a user who was taken out or whose password changed is
 * nobody any more, nor is whom an issuer let in by other settings. The role is the one of now.
 */
export function createFindUser(options: {
  users: Pick<UserDirectory, 'find'>;
  /** Absent when nobody comes by an issuer. */
  oidcFingerprint: string | undefined;
}): (identity: Identity) => DashboardUser | undefined {
  const { users, oidcFingerprint } = options;
  return ({ name, role, by, fingerprint }) => {
    if (by === 'oidc') return fingerprint === oidcFingerprint ? { name, role } : undefined;
    const user = users.find(name);
    if (user === undefined || fingerprint !== fingerprintOf(user)) return undefined;
    return { name, role: user.role };
  };
}
