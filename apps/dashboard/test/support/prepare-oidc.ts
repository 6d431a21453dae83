import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import { createLogger } from '@ticketpost/runtime';
import { createOidc, type DashboardOidc, type OidcSettings } from '../../src/oidc/create-oidc.ts';
import { clientId, clientSecret, startOidcStandIn, type OidcStandIn } from './oidc-stand-in.ts';
import { createVisitor } from './oidc-visitor.ts';
import type { RunningDashboard } from './start-dashboard.ts';
import { standFor } from './stand-for.ts';
import { startLogin, type StartedLogin } from './start-login.ts';
import { until } from './until.ts';

export const dashboardUrl = 'http://127.0.0.1:1';

/** A dashboard and an issuer that know each other, anew for each test of a file, and visitors. */
export function prepareOidc() {
  let startedLogin: StartedLogin;
  let startedIssuer: OidcStandIn;
  let openOidc: DashboardOidc;
  let running: RunningDashboard;
  const login = standFor(() => startedLogin);
  const issuer = standFor(() => startedIssuer);
  const oidc = standFor(() => openOidc);
  const dashboard = standFor(() => running);

  const open = (settings: Partial<OidcSettings> = {}): DashboardOidc =>
    createOidc({
      ...{ issuer: issuer.issuer, clientId, clientSecret, dashboardUrl, scope: 'openid groups' },
      ...{ roleClaim: 'groups', nameClaim: 'sub' },
      ...{ operators: ['ticketpost-operators'], viewers: ['ticketpost-viewers'] },
      outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
      logger: createLogger({ app: 'test', level: 'silent' }),
      ...settings,
    });
  /** Another dashboard in the place of this one. */
  const serve = async (options?: Parameters<StartedLogin['start']>[0]): Promise<void> => {
    running = await login.start(options);
  };

  beforeAll(async () => {
    [startedLogin, startedIssuer] = await Promise.all([startLogin(), startOidcStandIn()]);
  });
  afterAll(async () => {
    await issuer.stop();
    await login.stop();
  });
  beforeEach(async () => {
    issuer.behave({});
    openOidc = open();
    await serve({ login: { oidc: openOidc } });
    await until(() => oidc.isAvailable());
  });
  afterEach(async () => {
    oidc.close();
    await login.clear();
  });

  return {
    login,
    issuer,
    oidc,
    dashboard,
    serve,
    /** With other settings from now on. */
    restart: async (settings: Partial<OidcSettings> = {}): Promise<void> => {
      oidc.close();
      openOidc = open(settings);
      await serve({ login: { oidc: openOidc } });
    },
    /** Goes to the issuer and back. */
    logIn: async (next?: string) => {
      const visitor = createVisitor(running);
      const { back } = await visitor.goToIssuer(next);
      return { visitor, back, answer: await visitor.ask(back) };
    },
    visit: () => createVisitor(running),
  };
}

/** By what name and in what role somebody is logged in. */
export async function meOf(visitor: ReturnType<typeof createVisitor>): Promise<string> {
  const page = await (await visitor.ask('/logout')).text();
  return (
    /logged in as <strong class="name">([^<]*)<\/strong>, (\w+)/.exec(page)?.slice(1).join(' ') ??
    ''
  );
}
