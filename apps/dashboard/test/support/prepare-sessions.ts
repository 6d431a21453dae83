import { afterAll, afterEach, beforeAll, beforeEach, jest } from '@jest/globals';
import type { RunningDashboard } from './start-dashboard.ts';
import { standFor } from './stand-for.ts';
import { startLogin, type StartedLogin } from './start-login.ts';

const minuteMs = 60_000;

/** A dashboard for each test of a file, and requests of those who have a session in it. */
export function prepareSessions() {
  let startedLogin: StartedLogin;
  let running: RunningDashboard;
  const login = standFor(() => startedLogin);
  const dashboard = standFor(() => running);

  beforeAll(async () => {
    startedLogin = await startLogin();
  });
  afterAll(() => login.stop());
  beforeEach(async () => {
    running = await login.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await login.clear();
  });

  const ask = (cookie: string, path = '/orders', on = dashboard): Promise<Response> =>
    on.ask(path, { headers: { Cookie: cookie, Accept: 'application/json' } });
  return {
    login,
    dashboard,
    ask,
    statusWith: async (cookie: string, path?: string, on?: RunningDashboard) =>
      (await ask(cookie, path, on)).status,
    sessionKeys: () => login.client.keys('ticketpost:dashboard:session:*'),
    /** From then on it is so many minutes later. */
    setClock: (): ((minutes: number) => void) => {
      const now = Date.now();
      const clock = jest.spyOn(Date, 'now');
      return (minutes) => {
        clock.mockReturnValue(now + minutes * minuteMs);
      };
    },
  };
}
