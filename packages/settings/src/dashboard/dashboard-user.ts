/** A viewer looks; an operator also retries, promotes and removes jobs. */
export const roles = ['viewer', 'operator'] as const;

export type Role = (typeof roles)[number];

/** Somebody who may be in the dashboard. */
export interface DashboardUser {
  name: string;
  role: Role;
}

/** Somebody who logs in with a password. */
export interface PasswordUser extends DashboardUser {
  /** As `hash-password` prints it. */
  hash: string;
}
