import type { Logger } from '@ticketpost/runtime';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { UserDirectory } from '../users/user-directory.ts';

/**
 * One line a login. A name is only written when somebody has it: people type their password into
 * the wrong field. Scripts log in with each request; only their failures are worth a line.
 */
export function logLogin(
  logger: Logger,
  login: {
    by: 'form' | 'basic';
    name: string;
    user: DashboardUser | undefined;
    users: UserDirectory;
  },
): void {
  const { by, name, user, users } = login;
  const known = user ?? users.find(name);
  const outcome = user === undefined ? 'refused' : 'accepted';
  logger.info({ user: known?.name, role: known?.role, by, outcome }, 'login');
}
