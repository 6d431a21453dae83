import { defineList, defineText } from '@ticketpost/runtime';
import { judgedBy } from '../judged-by.ts';
import { isIssuer } from './is-issuer.ts';

/** How people log in with what they have elsewhere (OpenID Connect). */
export const oidcVariables = {
  oidcIssuer: judgedBy(
    isIssuer,
    defineText(
      {
        name: 'OIDC_ISSUER',
        meaning:
          'who vouches for people who log in to the dashboard: the issuer of OpenID Connect, as its discovery document names it; passwords alone when not set',
        expectation:
          'an https:// URL without user, password, query and fragment; http:// on this machine alone',
        example: 'https://login.example.com/realms/agency',
      },
      { optional: true },
    ),
  ),
  oidcClientId: defineText(
    {
      name: 'OIDC_CLIENT_ID',
      meaning: 'what the dashboard is called at the issuer',
      expectation: 'a client id',
      example: 'ticketpost-dashboard',
    },
    { optional: true },
  ),
  oidcClientSecret: defineText(
    {
      name: 'OIDC_CLIENT_SECRET',
      meaning: 'proves to the issuer that it is the dashboard who asks',
      expectation: 'the secret that the issuer gave for this client',
      example: 'a-secret-that-the-issuer-made',
      secret: true,
    },
    { optional: true },
  ),
  oidcScope: defineText(
    {
      name: 'OIDC_SCOPE',
      meaning:
        'what the issuer is asked for, `openid` among it; some tell the roles only for a scope of their own',
      expectation: 'words with blanks between, openid among them',
      example: 'openid groups',
      pattern: '^([!#-\\[\\]-~]+ )*openid( [!#-\\[\\]-~]+)*$',
    },
    { fallback: 'openid' },
  ),
  oidcRoleClaim: defineText(
    {
      name: 'OIDC_ROLE_CLAIM',
      meaning:
        'the claim that tells what somebody may do: its name, or the dotted path to it, such as `realm_access.roles`',
      expectation: 'the name of a claim, or a path with dots',
      example: 'realm_access.roles',
      pattern: '^[^\\s]{1,200}$',
    },
    { fallback: 'groups' },
  ),
  oidcOperators: defineList(
    {
      name: 'OIDC_OPERATORS',
      meaning: 'comma list: values of that claim that make an operator',
      expectation: 'a comma list of values of the claim that OIDC_ROLE_CLAIM names',
      example: 'ticketpost-operators',
      items: { minLength: 1 },
    },
    { fallback: [] },
  ),
  oidcViewers: defineList(
    {
      name: 'OIDC_VIEWERS',
      meaning: 'comma list: values of that claim that make a viewer',
      expectation: 'a comma list of values of the claim that OIDC_ROLE_CLAIM names',
      example: 'ticketpost-viewers,support',
      items: { minLength: 1 },
    },
    { fallback: [] },
  ),
  oidcNameClaim: defineText(
    {
      name: 'OIDC_NAME_CLAIM',
      meaning:
        'the claim that names somebody in the log and in the audit log, as `oidc:<value>`; `sub` never changes and tells strangers nothing, `preferred_username` is easier to read',
      expectation: 'the name of a claim that differs from person to person and stays',
      example: 'preferred_username',
      pattern: '^[^\\s]{1,200}$',
    },
    { fallback: 'sub' },
  ),
};
