import { brandVariables } from '@ticketpost/branding/variables';
import { outboundVariables } from '@ticketpost/outbound/settings';
import { payloadKeysVariable } from '@ticketpost/queue';
import {
  defineListenVariables,
  defineProcessVariables,
  defineText,
  tlsVariables,
} from '@ticketpost/runtime';
import { dashboardUrlVariable } from '../dashboard-url-variable.ts';
import { trustProxyVariable } from '../trust-proxy-variable.ts';
import { oidcVariables } from './oidc-variables.ts';
import { sessionVariables } from './session-variables.ts';
import { usersVariable } from './users-variable.ts';

/** What the dashboard reads from its environment. */
export const dashboardVariables = {
  ...defineProcessVariables({ adminPort: 9102 }),
  ...tlsVariables,
  ...defineListenVariables({ port: 3001 }),
  payloadKeys: payloadKeysVariable,
  users: usersVariable,
  sessionSecret: defineText(
    {
      name: 'SESSION_SECRET',
      meaning:
        'what the sessions of the dashboard are known by; a new one logs everybody out. Outside production one is made at each start',
      expectation: 'a secret of at least 32 characters (openssl rand -base64 32)',
      example: 'Zm9yLWV4YW1wbGUtb25seS1tYWtlLXlvdXItb3du',
      minLength: 32,
      secret: true,
      random: true,
    },
    { optional: true, required: 'in production' },
  ),
  ...sessionVariables,
  trustProxy: trustProxyVariable,
  dashboardUrl: dashboardUrlVariable,
  ...oidcVariables,
  ...outboundVariables,
  ...brandVariables,
};
