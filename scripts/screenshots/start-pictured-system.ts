import { fileURLToPath } from 'node:url';
import { hashPassword } from '../../packages/passwords/src/index.ts';
import {
  buildSupplierOrder,
  findFreePort,
  obtainRedisProgram,
  startProcess,
  startRedis,
  startSmtpStandIn,
  startSupplierStandIn,
  waitForHttp,
  type SmtpDecision,
} from '../../packages/testkit/src/index.ts';

const webhookSecret = 'a-webhook-secret-of-the-pictures';
const bookingsKey = 'a-bookings-key-of-the-pictures';
const payloadKey = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
/** Who travels on every order. */
export const travellers = [
  { name: 'SAMPLE/ANNA', airlinePNRs: ['K8Q2ZP'], ticketNos: ['781-2400000011'] },
  { name: 'SAMPLE/BEN', airlinePNRs: ['K8Q2ZP'], ticketNos: ['781-2400000012'] },
];

/** The least that is allowed: nobody guesses them while pictures are taken. */
const cheapest = { cost: 1024, blockSize: 8, parallelization: 1 };

/** The operators of the pictures, with their passwords. */
export const operators = { olga: 'operators open doors', otto: 'operators close doors' } as const;

type Operator = keyof typeof operators;

/** The built apps with a mail server and a supplier that say what the pictures need. */
export interface PicturedSystem {
  redisUrl: string;
  dashboardUrl: string;
  /** Posts a body as the supplier does; resolves to the id that ingest gave it. */
  post: (body: unknown) => Promise<string>;
  book: (orderNo: string, email: string) => Promise<void>;
  /** The next attempt of a delivery that ended so, past or to come. */
  ended: (deliveryId: string, outcome: string) => Promise<void>;
  /** What a script of an operator asks of the dashboard. */
  ask: (
    operator: Operator,
    path: string,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  /** How the mail server answers from now on. */
  behave: (decide: SmtpDecision) => void;
  stop: () => Promise<void>;
}

/** The supplier confirms every order but those whose numbers begin with `XX`. */
export async function startPicturedSystem(): Promise<PicturedSystem> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.reverse()) await close();
  };
  const obtained = await obtainRedisProgram({ announce: console.log });
  if (obtained.kind === 'missing') throw new Error(obtained.remedy);
  const redis = await startRedis({ program: obtained.program, appendOnly: 'always' });
  closers.push(() => redis.stop());
  const smtp = await startSmtpStandIn();
  closers.push(() => smtp.close());
  const supplier = await startSupplierStandIn({
    unknownOrders: (orderNo) =>
      orderNo.startsWith('XX')
        ? undefined
        : buildSupplierOrder({ orderNo, passengers: travellers, contactEmail: null }),
  });
  closers.push(() => supplier.close());

  const start = async (app: 'ingest' | 'worker' | 'dashboard', env: Record<string, string>) => {
    const adminPort = await findFreePort();
    const child = await startProcess({
      name: app,
      command: process.execPath,
      args: [fileURLToPath(new URL(`../../apps/${app}/dist/main.js`, import.meta.url))],
      env: {
        PATH: process.env['PATH'],
        REDIS_URL: redis.url,
        PAYLOAD_KEYS: payloadKey,
        ADMIN_PORT: String(adminPort),
        ...env,
      },
    });
    closers.push(() => child.stop());
    await waitForHttp(`http://127.0.0.1:${adminPort}/readyz`, { timeoutMs: 20_000 });
    return child;
  };
  const users = await Promise.all(
    Object.entries(operators).map(
      async ([name, password]) => `${name}:operator:${await hashPassword(password, cheapest)}`,
    ),
  );
  const ingestPort = await findFreePort();
  const dashboardPort = await findFreePort();
  const ingestUrl = `http://127.0.0.1:${ingestPort}`;
  const dashboardUrl = `http://127.0.0.1:${dashboardPort}`;
  try {
    const [worker] = await Promise.all([
      start('worker', {
        SMTP_URL: smtp.url,
        MAIL_FROM: 'Blue Travel <tickets@example.com>',
        RETRY_DELAYS_MS: '1',
        ATLAS_BASE_URL: supplier.url,
        ATLAS_CLIENT_ID: supplier.clientId,
        ATLAS_CLIENT_SECRET: supplier.clientSecret,
      }),
      start('ingest', {
        PORT: String(ingestPort),
        WEBHOOK_SECRETS: webhookSecret,
        BOOKINGS_API_KEYS: bookingsKey,
        ATLAS_CLIENT_IDS: 'CLIENT1',
      }),
      start('dashboard', {
        PORT: String(dashboardPort),
        DASHBOARD_USERS: users.join(','),
        SESSION_SECRET: 'a-session-secret-of-the-pictures-of-40-characters',
        BRAND_NAME: 'Blue Travel',
      }),
    ]);
    return {
      redisUrl: redis.url,
      dashboardUrl,
      async post(body) {
        const answer = await fetch(`${ingestUrl}/webhooks/atlas/${webhookSecret}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
        return ((await answer.json()) as { deliveryId: string }).deliveryId;
      },
      async book(orderNo, email) {
        await fetch(`${ingestUrl}/bookings/${orderNo}`, {
          method: 'PUT',
          headers: { Authorization: `Bearer ${bookingsKey}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ email, name: 'Sample Passenger', locale: 'en' }),
        });
      },
      async ended(deliveryId, outcome) {
        await worker.nextLine(
          (line) => line.includes(deliveryId) && line.includes(`"outcome":"${outcome}"`),
        );
      },
      ask: (operator, path, fields) => {
        const login = Buffer.from(`${operator}:${operators[operator]}`).toString('base64');
        return fetch(`${dashboardUrl}${path}`, {
          headers: { Authorization: `Basic ${login}` },
          ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
        });
      },
      behave: (decide) => {
        smtp.behave(decide);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
