import { judgeUrls } from '@ticketpost/outbound/settings';
import type { ConfigOf } from '@ticketpost/runtime';
import type { dashboardVariables } from './dashboard-variables.ts';

type DashboardSettings = Pick<
  ConfigOf<typeof dashboardVariables>,
  | 'environment'
  | 'dashboardUrl'
  | 'outboundPrivateHosts'
  | 'sessionIdleTimeoutMs'
  | 'sessionTimeoutMs'
  | (`oidc${string}` & keyof typeof dashboardVariables)
>;

/** What is wrong with settings that are each fine alone: a sentence each, with the remedy. */
export function judgeDashboardSettings(config: DashboardSettings): string[] {
  const { sessionIdleTimeoutMs, sessionTimeoutMs } = config;
  const isOidcSet = config.oidcIssuer !== undefined;
  const problems: string[] = [];
  if (sessionIdleTimeoutMs > sessionTimeoutMs) {
    problems.push(
      'SESSION_IDLE_TIMEOUT_MS is longer than SESSION_TIMEOUT_MS, which ends the login first. Make it shorter.',
    );
  }
  problems.push(...judgeUrls(config, { OIDC_ISSUER: config.oidcIssuer }));
  return [...problems, ...(isOidcSet ? judgeOidc(config) : judgeWithoutIssuer(config))];
}

function judgeOidc(config: DashboardSettings): string[] {
  const needed = {
    OIDC_CLIENT_ID: config.oidcClientId,
    'OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE': config.oidcClientSecret,
    DASHBOARD_URL: config.dashboardUrl,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) =>
    value === undefined ? [name] : [],
  );
  const problems = missing.map(
    (name) => `${name} is required where OIDC_ISSUER is set. Set it, or unset OIDC_ISSUER.`,
  );
  const { oidcOperators, oidcViewers } = config;
  if (oidcOperators.length + oidcViewers.length === 0) {
    problems.push(
      'OIDC_OPERATORS and OIDC_VIEWERS are both empty, so nobody who comes by OIDC_ISSUER could do anything. Name the values of the role claim in one of them.',
    );
  }
  if (oidcViewers.some((value) => oidcOperators.includes(value))) {
    problems.push(
      'OIDC_OPERATORS and OIDC_VIEWERS name the same value. Take it out of one of them.',
    );
  }
  return problems;
}

/** Somebody who set these wants the login that they do not get. */
function judgeWithoutIssuer(config: DashboardSettings): string[] {
  const isWanted =
    config.oidcClientId !== undefined ||
    config.oidcClientSecret !== undefined ||
    config.oidcOperators.length + config.oidcViewers.length > 0;
  return isWanted
    ? ['OIDC_ISSUER is required where other OIDC_ variables are set. Set it, or unset the others.']
    : [];
}
