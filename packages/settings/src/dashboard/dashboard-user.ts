/** A viewer looks; an operator also retries, promotes and removes jobs. */
export const roles = ['viewer', 'operator'] as const;

export type Role = (typeof roles)[number];

/** Somebody who may log in. */
export interface DashboardUser {
  name: string;
  role: Role;
  /** As `hash-password` prints it. */
  hash: string;
}
