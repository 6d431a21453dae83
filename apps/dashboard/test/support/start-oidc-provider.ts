import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { clientId, clientSecret } from './oidc-stand-in.ts';

/** A whole OpenID provider, on another site than the dashboard. Whoever logs in there is an operator. */
export async function startOidcProvider({ dashboardUrl }: { dashboardUrl: string }) {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${dashboardUrl}/login/oidc/callback`],
        post_logout_redirect_uris: [`${dashboardUrl}/login`],
      },
    ],
    claims: { openid: ['sub'], groups: ['groups'] },
    cookies: { keys: ['a key of the tests'] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, groups: ['ticketpost-operators'] }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    void answer(request, response);
  });
  return {
    issuer,
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
