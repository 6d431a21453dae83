import { randomBytes } from 'node:crypto';
import {
  defineListenVariables,
  loadConfig,
  defineProcessVariables,
  defineText,
  type Environment,
} from '@ticketpost/runtime';
import { usersVariable } from './users/users-variable.ts';

/** What the dashboard reads from its environment. */
export const dashboardVariables = {
  ...defineProcessVariables({ adminPort: 9102 }),
  ...defineListenVariables({ port: 3001 }),
  users: usersVariable,
  sessionSecret: defineText(
    {
      name: 'SESSION_SECRET',
      meaning:
        'seals the session cookies of the dashboard; a new one logs everybody out. Outside production one is made at each start',
      expectation: 'a secret of at least 32 characters (openssl rand -base64 32)',
      example: 'Zm9yLWV4YW1wbGUtb25seS1tYWtlLXlvdXItb3du',
      minLength: 32,
      secret: true,
    },
    { optional: true, required: 'in production' },
  ),
};

/** The dashboard's configuration and what to warn of, or the process' end when it is wrong. */
export function loadDashboardConfig(environment: Environment) {
  const { config, warnings } = loadConfig(dashboardVariables, { app: 'dashboard', environment });
  const sessionSecret = config.sessionSecret ?? randomBytes(32).toString('base64url');
  return { config: { ...config, sessionSecret }, warnings };
}
