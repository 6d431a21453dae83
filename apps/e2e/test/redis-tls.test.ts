import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createTestAuthority,
  findFreePort,
  sampleDelivery,
  startProcess,
  startSmtpStandIn,
  startTlsRedis,
  waitForHttp,
  type RunningRedis,
  type SmtpStandIn,
} from '@ticketpost/testkit';
import { startApp } from './start-system.ts';

/** Every character that a URL has a meaning for. */
const password = 'p@ss:w/rd%2F#?&=ü';
const secret = 'a-webhook-secret-of-the-tests';

const commandFile = fileURLToPath(new URL('../../cli/bin/ticketpost.js', import.meta.url));

let folder: string;
let redis: RunningRedis;
let smtp: SmtpStandIn;
/** What every app is told: the Redis that asks for our certificate, and files to trust and show. */
let environment: Record<string, string>;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-tls-'));
  closers.push(() => rm(folder, { recursive: true }));
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  const authority = await createTestAuthority();
  const client = await authority.issue(['ticketpost']);
  redis = await startTlsRedis({
    certificate: await authority.issue(['127.0.0.1']),
    clientCa: authority.ca,
    settings: {
      aclfile: await write(
        'users.acl',
        `user default off\nuser ticketpost on >${password} ~* &* +@all\n`,
      ),
    },
  });
  closers.push(() => redis.stop());
  smtp = await startSmtpStandIn();
  closers.push(() => smtp.close());
  environment = {
    REDIS_URL: redis.url.replace('//', `//ticketpost:${encodeURIComponent(password)}@`),
    TLS_CA_FILE: await write('ca.pem', authority.ca),
    REDIS_TLS_CLIENT_FILE: await write('client.pem', `${client.cert}\n${client.key}`),
    PAYLOAD_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  };
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

async function start(app: Parameters<typeof startApp>[0], more: Record<string, string> = {}) {
  const adminPort = await findFreePort();
  const child = await startApp(app, { ...environment, ADMIN_PORT: String(adminPort), ...more });
  closers.push(() => child.stop());
  const readyz = `http://127.0.0.1:${adminPort}/readyz`;
  return { ...child, isReady: () => waitForHttp(readyz, { timeoutMs: 30_000 }), readyz };
}

describe('over rediss://, with an authority and a certificate of our own and a user', () => {
  let post: () => Promise<Response>;

  test('the whole system works', async () => {
    const port = String(await findFreePort());
    const apps = [
      await start('ingest', { PORT: port, WEBHOOK_SECRETS: secret }),
      await start('worker', {
        SMTP_URL: smtp.url,
        MAIL_FROM: 'tickets@example.com',
        SANDBOX_RECIPIENT: 'sandbox@example.com',
        FALLBACK_RECIPIENT: 'desk@example.com',
      }),
      await start('dashboard', { PORT: String(await findFreePort()) }),
    ];
    for (const app of apps) await app.isReady();
    post = () =>
      fetch(`http://127.0.0.1:${port}/webhooks/atlas/${secret}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(sampleDelivery()),
      });
    expect((await post()).status).toBe(200);
    expect((await smtp.nextMail()).recipients).toHaveLength(1);
    for (const { lines } of apps) expect(lines.join()).not.toContain(encodeURIComponent(password));
  }, 60_000);

  test('the command works', async () => {
    const command = await startProcess({
      name: 'ticketpost',
      command: process.execPath,
      args: [commandFile, 'doctor', '--only', 'redis', '--json'],
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    });
    await command.exited;
    expect(command.lines.join('\n')).toMatch(/"redis.connection",\s*"status":\s*"ok"/);
  }, 30_000);

  test('it goes on after a restart of Redis', async () => {
    await redis.restart();
    const isTaken = async (): Promise<boolean> => (await post()).status === 200;
    const deadline = Date.now() + 20_000;
    while (!(await isTaken())) {
      if (Date.now() > deadline) throw new Error('ingest takes nothing after the restart');
    }
  }, 60_000);
});

test('an authority that did not sign keeps everybody out, and it is said', async () => {
  const { ca } = await createTestAuthority();
  const environmentOfOthers = { TLS_CA: ca, TLS_CA_FILE: '' };
  const app = await start('ingest', {
    ...environmentOfOthers,
    PORT: String(await findFreePort()),
    WEBHOOK_SECRETS: secret,
  });
  const line = await app.nextLine((text) => text.includes('Redis cannot be reached'));
  expect(line).toMatch(/CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY/);
  expect(line).toContain('TLS_CA');
  expect((await waitForHttp(app.readyz, { timeoutMs: 20_000, accept: () => true })).status).toBe(
    503,
  );
}, 60_000);
