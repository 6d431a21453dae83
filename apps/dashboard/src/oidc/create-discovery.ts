import type { Outbound } from '@ticketpost/outbound';
import { isLoopbackUrl } from '@ticketpost/settings/dashboard';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type ClientAuth,
  type Configuration,
} from 'openid-client';
import { fetch, type RequestInit } from 'undici';

export interface OidcClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  outbound: Pick<Outbound, 'createAgent'>;
}

const timeoutMs = 5000;
const maxConnections = 10;
/** Keys and claims together are some kilobytes. */
const maxResponseBytes = 1024 * 1024;

/**
 * Makes what asks for the issuer's discovery document. Id tokens are accepted with a signature of one
 * of its keys alone; everything goes by https, but to this very machine.
 */
export function createDiscovery({
  issuer,
  clientId,
  clientSecret,
  outbound,
}: OidcClient): () => Promise<Configuration> {
  const dispatcher = outbound.createAgent({
    connections: maxConnections,
    timeoutMs,
    maxResponseBytes,
  });
  const basic = ClientSecretBasic(clientSecret);
  const post = ClientSecretPost(clientSecret);
  const authenticate: ClientAuth = (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    // The first is the one that everybody has where nothing is said (OpenID Connect Discovery, 3).
    const isBasic = methods?.includes('client_secret_basic') ?? true;
    (isBasic ? basic : post)(server, ...rest);
  };
  return () =>
    discovery(new URL(issuer), clientId, undefined, authenticate, {
      timeout: timeoutMs / 1000,
      [customFetch]: async (url, options) => {
        const answer = await fetch(url, { ...options, dispatcher } as RequestInit);
        // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Node's own is this class, of an older undici
        return answer;
      },
      execute: [
        enableNonRepudiationChecks,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- not to be overlooked, says the library
        ...(isLoopbackUrl(issuer) ? [allowInsecureRequests] : []),
      ],
    });
}
