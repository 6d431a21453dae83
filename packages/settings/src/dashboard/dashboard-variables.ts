import { brandVariables } from '@ticketpost/branding/variables';
import { payloadKeysVariable } from '@ticketpost/queue';
import { defineListenVariables, defineProcessVariables, defineText } from '@ticketpost/runtime';
import { usersVariable } from './users-variable.ts';

/** What the dashboard reads from its environment. */
export const dashboardVariables = {
  ...defineProcessVariables({ adminPort: 9102 }),
  ...defineListenVariables({ port: 3001 }),
  payloadKeys: payloadKeysVariable,
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
  ...brandVariables,
};
