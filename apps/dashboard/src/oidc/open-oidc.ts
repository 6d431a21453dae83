import type { Logger } from '@ticketpost/runtime';
import type { OutboundSettings } from '@ticketpost/outbound';
import type { DashboardOidc, OidcSettings } from './create-oidc.ts';

/** The settings as the environment tells them; `judgeDashboardSettings` let them through. */
interface OidcConfig extends OutboundSettings {
  oidcIssuer: string | undefined;
  oidcClientId: string | undefined;
  oidcClientSecret: string | undefined;
  oidcScope: string;
  oidcRoleClaim: string;
  oidcOperators: readonly string[];
  oidcViewers: readonly string[];
  oidcNameClaim: string;
  dashboardUrl: string | undefined;
}

/**
 * Begins to follow the issuer; `undefined` when people log in by passwords alone, who do not pay for
 * what it takes.
 */
export async function openOidc(
  config: OidcConfig,
  logger: Logger,
): Promise<DashboardOidc | undefined> {
  const { oidcIssuer, oidcClientId, oidcClientSecret, dashboardUrl } = config;
  if (oidcIssuer === undefined) return undefined;
  if (oidcClientId === undefined || oidcClientSecret === undefined || dashboardUrl === undefined) {
    throw new TypeError('the settings of the OIDC issuer are not whole');
  }
  const [{ createOutbound }, { createOidc }] = await Promise.all([
    import('@ticketpost/outbound'),
    import('./create-oidc.ts'),
  ]);
  const settings: OidcSettings = {
    outbound: createOutbound(config),
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: oidcClientSecret,
    dashboardUrl,
    scope: config.oidcScope,
    roleClaim: config.oidcRoleClaim,
    operators: config.oidcOperators,
    viewers: config.oidcViewers,
    nameClaim: config.oidcNameClaim,
  };
  return createOidc({ ...settings, logger });
}
