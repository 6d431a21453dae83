import { Writable } from 'node:stream';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { connectRedis, createLogger, waitForRedis, type RedisTls } from '@ticketpost/runtime';
import {
  createTestAuthority,
  startTlsRedis,
  type IssuedCertificate,
  type RunningRedis,
  type TestAuthority,
} from '@ticketpost/testkit';

let authority: TestAuthority;
let client: IssuedCertificate;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  authority = await createTestAuthority();
  client = await authority.issue(['worker']);
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: Partial<Parameters<typeof startTlsRedis>[0]> = {}) {
  const certificate = options.certificate ?? (await authority.issue(['127.0.0.1', 'localhost']));
  const server = await startTlsRedis({ ...options, certificate });
  closers.push(() => server.stop());
  return server;
}

/** Connects, and waits until it is ready or says why it is not. */
async function connect(url: string, tls: RedisTls) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const redis = connectRedis({
    url,
    tls,
    use: { for: 'answers', commandTimeoutMs: 2000 },
    logger: createLogger({ app: 'test', level: 'warn', stream }),
  });
  closers.push(() => {
    redis.disconnect();
  });
  await new Promise((resolve) => {
    redis.once('ready', resolve);
    redis.once('error', resolve);
  });
  return { redis, log: () => lines.join('') };
}

const pair = ({ cert, key }: IssuedCertificate) => `${cert}\n${key}`;
const inHost = (server: RunningRedis, login: string, host = '127.0.0.1') =>
  `rediss://${login}${host}:${server.port}`;

describe('a Redis that speaks TLS', () => {
  test.each(['127.0.0.1', 'localhost'])(
    'is reached as %s, by an authority of ours',
    async (host) => {
      const server = await start();
      const { redis } = await connect(inHost(server, '', host), { tlsCa: authority.ca });
      expect(await redis.ping()).toBe('PONG');
    },
  );

  test.each<[string, () => Promise<RedisTls>, string]>([
    ['nobody vouches for', () => Promise.resolve({}), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'another authority vouches for',
      async () => ({ tlsCa: (await createTestAuthority()).ca }),
      // Both bear one name.
      'CERT_SIGNATURE_FAILURE',
    ],
  ])('whose certificate %s is not told anything', async (_row, tls, code) => {
    const server = await start();
    const { redis, log } = await connect(inHost(server, 'worker:the-password@'), await tls());
    expect(redis.status).not.toBe('ready');
    expect(log()).toContain(code);
    expect(log()).toContain('TLS_CA');
    expect(log()).not.toContain('the-password');
  });

  test.each<[string, readonly string[], number, string]>([
    ['of another host', ['redis.example.com'], 5, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['that has ended', ['127.0.0.1'], -1, 'CERT_HAS_EXPIRED'],
  ])('with a certificate %s is refused', async (_row, hosts, validDays, code) => {
    const server = await start({ certificate: await authority.issue(hosts, { validDays }) });
    const { redis, log } = await connect(server.url, { tlsCa: authority.ca });
    expect(redis.status).not.toBe('ready');
    expect(log()).toContain(code);
  });

  test('of an old version alone is refused', async () => {
    const server = await start({
      settings: { 'tls-protocols': 'TLSv1.1', 'tls-ciphers': 'DEFAULT@SECLEVEL=0' },
    });
    const { redis, log } = await connect(server.url, { tlsCa: authority.ca });
    expect(redis.status).not.toBe('ready');
    expect(log()).toMatch(/"code":"(EPROTO|ERR_SSL_\w*VERSION\w*)"/);
  });

  test('is reached again after a restart', async () => {
    const server = await start();
    const { redis } = await connect(server.url, { tlsCa: authority.ca });
    const isReadyAgain = new Promise((resolve) => redis.once('ready', resolve));
    await server.restart();
    await isReadyAgain;
    expect(await redis.ping()).toBe('PONG');
  });

  test('and asks for a certificate of ours gets it', async () => {
    const server = await start({ clientCa: authority.ca });
    const without = await connect(server.url, { tlsCa: authority.ca });
    await expect(without.redis.ping()).rejects.toThrow();
    const { redis } = await connect(server.url, {
      tlsCa: authority.ca,
      redisTlsClient: pair(client),
    });
    expect(await redis.ping()).toBe('PONG');
  });

  test('and has users takes a password of any characters, percent-encoded', async () => {
    const password = 'p@ss:w/rd%2F#?& ü';
    const server = await start();
    const admin = await connect(server.url, { tlsCa: authority.ca });
    await admin.redis.call('ACL', 'SETUSER', 'worker', 'on', `>${password}`, '~*', '+@all');
    const url = inHost(server, `worker:${encodeURIComponent(password)}@`);
    const { redis } = await connect(url, { tlsCa: authority.ca });
    expect(await redis.call('ACL', 'WHOAMI')).toBe('worker');
  });
});

test('a duplicate of the connection is secured the same way', async () => {
  const server = await start();
  const { redis } = await connect(server.url, { tlsCa: authority.ca });
  const duplicate = redis.duplicate();
  closers.push(() => {
    duplicate.disconnect();
  });
  await waitForRedis(duplicate, 10_000);
  expect(await duplicate.ping()).toBe('PONG');
});
