import { createHash } from 'node:crypto';
import type { Logger } from '@ticketpost/runtime';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { callbackPath } from './callback-path.ts';
import {
  findClaim,
  readClaims,
  type ClaimMapping,
  type ClaimReading,
  type Claims,
} from './claims.ts';
import { createDiscovery, type OidcClient } from './create-discovery.ts';
import { codeOf, followIssuer } from './follow-issuer.ts';

/** What must come back with somebody, so that it is they who went. */
export interface OidcChecks {
  state: string;
  nonce: string;
  verifier: string;
}

/** `refused`: the answer is not to be believed, or the issuer did not let them in. */
type OidcOutcome = ClaimReading | { kind: 'refused' } | { kind: 'unavailable' };

/** Login by an issuer of OpenID Connect: authorization code, PKCE, state and nonce. */
export interface DashboardOidc {
  issuerHost: string;
  /** Changes with the settings of who may come in. */
  fingerprint: string;
  isAvailable(): boolean;
  /** Where to send somebody. */
  begin(): Promise<{ kind: 'ready'; url: string; checks: OidcChecks } | { kind: 'unavailable' }>;
  /** `search` is the query that somebody came back with. */
  finish(search: string, checks: OidcChecks): Promise<OidcOutcome>;
  /** Where somebody ends their login at the issuer, if it has such a page. */
  endSessionUrl(): Promise<string | undefined>;
  close(): void;
}

export interface OidcSettings extends OidcClient, ClaimMapping {
  scope: string;
  /** Where people open the dashboard. */
  dashboardUrl: string;
}

/** Whoever comes back makes us ask the issuer: no more at once than it is asked kindly. */
const maxAtOnce = 10;
const maxWaiting = 50;

export function createOidc({
  logger,
  ...settings
}: OidcSettings & { logger: Logger }): DashboardOidc {
  const { issuer, clientId, scope, dashboardUrl, roleClaim, nameClaim } = settings;
  const { operators, viewers } = settings;
  const whoMay = [issuer, clientId, roleClaim, nameClaim, operators, viewers];
  const followed = followIssuer({ discover: createDiscovery(settings), logger });
  const home = dashboardUrl.replace(/\/+$/, '');
  const redirectUri = `${home}${callbackPath}`;

  const queue = bulkhead(maxAtOnce, maxWaiting);

  const gather = async (
    configuration: Configuration,
    tokens: { access_token: string },
    claims: Claims & { sub: string },
  ): Promise<Claims> => {
    const isThere = findClaim(claims, roleClaim) !== undefined;
    const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
    if (isThere || endpoint === undefined) return claims;
    return { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
  };

  return {
    issuerHost: new URL(issuer).host,
    fingerprint: createHash('sha256').update(JSON.stringify(whoMay)).digest('base64url'),
    isAvailable: () => followed.isKnown(),
    async begin() {
      const configuration = await followed.find();
      if (configuration === undefined) return { kind: 'unavailable' };
      const checks = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
      };
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        response_type: 'code',
        scope,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { kind: 'ready', url: url.href, checks };
    },
    async finish(search, { state, nonce, verifier }) {
      const configuration = await followed.find();
      if (configuration === undefined) return { kind: 'unavailable' };
      try {
        return await queue.execute(async () => {
          const cameBack = new URL(`${redirectUri}${search}`);
          const tokens = await authorizationCodeGrant(configuration, cameBack, {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          });
          const claims = tokens.claims();
          if (claims === undefined) return { kind: 'refused' };
          return readClaims(await gather(configuration, tokens, claims), settings);
        });
      } catch (error) {
        if (error instanceof BulkheadRejectedError) return { kind: 'unavailable' };
        logger.warn({ code: codeOf(error) }, 'a login by the OIDC issuer was not completed');
        return { kind: 'refused' };
      }
    },
    async endSessionUrl() {
      const configuration = await followed.find();
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
      const back = { post_logout_redirect_uri: `${home}/login` };
      return buildEndSessionUrl(configuration, back).href;
    },
    close() {
      followed.close();
    },
  };
}
