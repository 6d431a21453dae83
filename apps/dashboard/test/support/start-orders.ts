import { startTestRedis } from '@ticketpost/testkit';
import { fillOrders } from './fill-orders.ts';
import { startDashboard } from './start-dashboard.ts';
import { basic, makeUsers, operator, viewer } from './test-users.ts';

const page = 'text/html,application/xhtml+xml';

/** A dashboard with orders on a Redis of its own, and those who look at them. */
export async function startOrders() {
  const redis = await startTestRedis();
  const orders = fillOrders(redis.url);
  const users = await makeUsers();
  const dashboard = await startDashboard({ redisUrl: redis.url, users });
  const ask = (
    path: string,
    { as = operator, ...init }: RequestInit & { as?: typeof operator } = {},
  ) =>
    dashboard.ask(path, {
      ...init,
      headers: { Authorization: basic(as), ...(init.headers as Record<string, string>) },
    });
  return {
    redis,
    orders,
    users,
    dashboard,
    ask,
    /** What a browser shows, as one line of text without markup. */
    async see(path: string, as = operator): Promise<string> {
      const response = await ask(path, { as, headers: { Accept: page } });
      return textOf(await response.text());
    },
    askPage: (path: string, as = operator) => ask(path, { as, headers: { Accept: page } }),
    /** Sends a form as a browser would. */
    send: (path: string, fields: Record<string, string>, as = operator) =>
      ask(path, {
        as,
        method: 'POST',
        headers: { Accept: page },
        body: new URLSearchParams(fields),
      }),
    /** Sends JSON as a script would. */
    post: (path: string, body: unknown, as = operator) =>
      ask(path, {
        as,
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async readJson(path: string, as = operator): Promise<Record<string, unknown>> {
      const response = await ask(path, { as, headers: { Accept: 'application/json' } });
      return (await response.json()) as Record<string, unknown>;
    },
    async stop() {
      await dashboard.stop();
      await orders.stop();
      await redis.stop();
    },
  };
}

export type StartedOrders = Awaited<ReturnType<typeof startOrders>>;
export { operator, viewer };

const references: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** The text of a page's body. */
export function textOf(markup: string): string {
  return markup
    .replace(/^[^]*<body>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (reference) => references[reference] ?? reference)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
