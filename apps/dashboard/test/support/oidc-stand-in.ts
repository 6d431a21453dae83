import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

/** How the issuer answers, for the better or worse. */
export interface OidcBehaviour {
  /** Of whoever logs in; what is `undefined` is left out. */
  claims: Readonly<Record<string, unknown>>;
  userInfo: Readonly<Record<string, unknown>> | undefined;
  signature: 'right' | 'none' | 'wrong_key' | 'shared_secret';
  /** What it adds to the way back. */
  answer: Readonly<Record<string, string | undefined>>;
  isAway: boolean;
}

export const clientId = 'ticketpost-dashboard';
export const clientSecret = 'a secret / of the + tests: 100%';

const good: OidcBehaviour = {
  claims: { sub: '248289761001', groups: ['staff', 'ticketpost-operators'] },
  userInfo: undefined,
  signature: 'right',
  answer: {},
  isAway: false,
};

interface Grant {
  nonce: string;
  challenge: string;
  redirectUri: string;
  isUsed: boolean;
}

/** An issuer of OpenID Connect that logs everybody in at once, and does so as wrongly as it is told. */
export async function startOidcStandIn() {
  let behaviour = good;
  const grants = new Map<string, Grant>();
  const queries: URLSearchParams[] = [];
  const tokenRequests: { authorization: string; fields: Record<string, string> }[] = [];
  const keys = await generateKeyPair('RS256');
  const others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };

  const sign = async (payload: JWTPayload): Promise<string> => {
    switch (behaviour.signature) {
      case 'right':
        return new SignJWT(payload)
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(keys.privateKey);
      case 'wrong_key':
        return new SignJWT(payload)
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(others.privateKey);
      case 'shared_secret':
        return new SignJWT(payload)
          .setProtectedHeader({ alg: 'HS256', kid: 'one' })
          .sign(Buffer.from(JSON.stringify(jwk)));
      case 'none':
        return new UnsecuredJWT(payload).encode();
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer);
    if (behaviour.isAway) {
      response.destroy();
      return;
    }
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        sendJson(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          end_session_endpoint: `${issuer}/logout`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
        });
        return;
      case '/keys':
        sendJson(response, { keys: [jwk] });
        return;
      case '/authorize': {
        const query = url.searchParams;
        queries.push(query);
        const code = `code-${grants.size + 1}`;
        grants.set(code, {
          nonce: query.get('nonce') ?? '',
          challenge: query.get('code_challenge') ?? '',
          redirectUri: query.get('redirect_uri') ?? '',
          isUsed: false,
        });
        const back = new URL(query.get('redirect_uri') ?? '');
        const state = query.get('state') ?? '';
        const given: OidcBehaviour['answer'] = { code, state, iss: issuer, ...behaviour.answer };
        for (const [name, value] of Object.entries(given)) {
          if (value !== undefined) back.searchParams.set(name, value);
        }
        response.writeHead(303, { Location: back.href }).end();
        return;
      }
      case '/token': {
        const fields = Object.fromEntries(new URLSearchParams(await text(request)));
        tokenRequests.push({ authorization: request.headers.authorization ?? '', fields });
        const grant = grants.get(fields['code'] ?? '');
        const verifier = Buffer.from(fields['code_verifier'] ?? '');
        const digest = await crypto.subtle.digest('SHA-256', verifier);
        const challenge = Buffer.from(digest).toString('base64url');
        const isFine =
          grant?.isUsed === false &&
          grant.challenge === challenge &&
          grant.redirectUri === fields['redirect_uri'];
        if (!isFine) {
          sendJson(response, { error: 'invalid_grant' }, 400);
          return;
        }
        grant.isUsed = true;
        const now = Math.floor(Date.now() / 1000);
        const usual = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce: grant.nonce };
        const idToken = await sign({ ...usual, ...behaviour.claims });
        sendJson(response, { access_token: 'access', token_type: 'Bearer', id_token: idToken });
        return;
      }
      case '/userinfo':
        sendJson(response, behaviour.userInfo ?? {});
        return;
      default:
        response.writeHead(404).end();
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    queries,
    tokenRequests,
    behave(next: Partial<OidcBehaviour>): void {
      behaviour = { ...good, ...next };
    },
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

export type OidcStandIn = Awaited<ReturnType<typeof startOidcStandIn>>;
