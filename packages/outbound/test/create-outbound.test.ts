import { once } from 'node:events';
import {
  createServer as createHttp,
  request as requestPlain,
  type Agent,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createHttps, request as requestTls, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createTestAuthority,
  type IssuedCertificate,
  type TestAuthority,
} from '@ticketpost/testkit';
import { request } from 'undici';
import { createOutbound, type OutboundSettings } from '../src/create-outbound.ts';

let authority: TestAuthority;
let certificate: IssuedCertificate;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  authority = await createTestAuthority();
  certificate = await authority.issue(['localhost', '127.0.0.1']);
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

const fine: RequestListener = (_request, response) => response.end('fine');
const listenPlain = (answer: RequestListener = fine) => listen(createHttp(answer));
const listenTls = (options: ServerOptions = certificate, answer: RequestListener = fine) =>
  listen(createHttps(options, answer));

/** The text of an answer, or the code of the error. */
async function ask(
  url: string,
  settings: Partial<OutboundSettings> = {},
  { timeoutMs = 5000, maxResponseBytes = 1000 } = {},
): Promise<string> {
  const outbound = createOutbound({
    environment: 'production',
    outboundPrivateHosts: [],
    ...settings,
  });
  const agent = outbound.createAgent({ connections: 1, timeoutMs, maxResponseBytes });
  closers.push(() => agent.destroy());
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      headers: { authorization: 'Bearer token' },
    });
    return statusCode === 200 ? await body.text() : String(statusCode);
  } catch (error) {
    return String((error as { code?: string }).code);
  }
}

describe('a line', () => {
  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])(
    'to http://%s is not made in production',
    async (host) => {
      let connections = 0;
      const server = createHttp(fine).on('connection', () => {
        connections += 1;
      });
      const port = await listen(server);
      expect(await ask(`http://${host}:${port}/`)).toMatch(/^ERR_(ADDRESS_INSIDE|CLEAR_TEXT)$/);
      expect(await ask(`https://${host}:${port}/`)).toBe('ERR_ADDRESS_INSIDE');
      expect(connections).toBe(0);
    },
  );

  test.each([
    ['named in production', 'production', ['localhost']],
    ['not named in development', 'development', []],
  ])('to this machine is made, %s', async (_row, environment, outboundPrivateHosts) => {
    const port = await listenPlain();
    expect(await ask(`http://localhost:${port}/`, { environment, outboundPrivateHosts })).toBe(
      'fine',
    );
  });

  test('to a host by its address is made when a range is named that holds it', async () => {
    const port = await listenPlain();
    const settings = { outboundPrivateHosts: ['127.0.0.0/8'] };
    expect(await ask(`http://127.0.0.1:${port}/`, settings)).toBe('fine');
  });

  test('to the public Internet without TLS is not made in production', async () => {
    expect(await ask('http://example.com/')).toBe('ERR_CLEAR_TEXT');
  });

  test('that leads elsewhere is not followed, so that no login goes there', async () => {
    const asked: string[] = [];
    const elsewhere = await listenPlain((_request, response) => {
      asked.push('elsewhere');
      response.end('elsewhere');
    });
    const port = await listenPlain((_request, response) => {
      response.writeHead(302, { Location: `http://127.0.0.1:${elsewhere}/` }).end();
    });
    expect(await ask(`http://127.0.0.1:${port}/`, { environment: 'test' })).toBe('302');
    expect(asked).toEqual([]);
  });
});

describe('TLS', () => {
  const named = { outboundPrivateHosts: ['localhost', '127.0.0.1'] };
  const trusting = () => ({ ...named, tlsCa: authority.ca });

  test('of a server that an authority of ours vouches for', async () => {
    const port = await listenTls();
    expect(await ask(`https://localhost:${port}/`, trusting())).toBe('fine');
    expect(await ask(`https://127.0.0.1:${port}/`, trusting())).toBe('fine');
  });

  test.each(['production', 'development'])('is verified without it, in %s', async (environment) => {
    const port = await listenTls();
    expect(await ask(`https://localhost:${port}/`, { ...named, environment })).toBe(
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    );
  });

  test('is verified whatever the environment of the process says', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const port = await listenTls();
      expect(await ask(`https://localhost:${port}/`, named)).toBe(
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      );
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });

  test.each<[string, () => Promise<ServerOptions>, string]>([
    ['another host', () => authority.issue(['example.com']), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'a time that is over',
      () => authority.issue(['localhost'], { validDays: -1 }),
      'CERT_HAS_EXPIRED',
    ],
  ])('for %s is refused', async (_row, issue, code) => {
    const port = await listenTls(await issue());
    expect(await ask(`https://localhost:${port}/`, trusting())).toBe(code);
  });

  test('of an old version is refused', async () => {
    const port = await listenTls({
      ...certificate,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await ask(`https://localhost:${port}/`, trusting())).toMatch(/^(EPROTO|ERR_SSL_)/);
  });

  test('is not to be had from a server without it', async () => {
    const port = await listenPlain();
    expect(await ask(`https://localhost:${port}/`, trusting())).toMatch(
      /^(EPROTO|ERR_SSL_|ECONNRESET)/,
    );
  });
});

describe('an answer is cut', () => {
  const settings = { environment: 'test' };

  test('when its body is too large', async () => {
    const port = await listenPlain((_request, response) => response.end('x'.repeat(2000)));
    expect(await ask(`http://127.0.0.1:${port}/`, settings)).toBe('UND_ERR_RES_EXCEEDED_MAX_SIZE');
  });

  test('when its headers are too large', async () => {
    const port = await listenPlain((_request, response) => {
      response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end('fine');
    });
    expect(await ask(`http://127.0.0.1:${port}/`, settings)).toBe('UND_ERR_HEADERS_OVERFLOW');
  });

  test('when nothing comes', async () => {
    const port = await listenPlain(() => undefined);
    const impatient = { timeoutMs: 100 };
    expect(await ask(`http://127.0.0.1:${port}/`, settings, impatient)).toBe(
      'UND_ERR_HEADERS_TIMEOUT',
    );
  });
});

describe("an agent of Node's", () => {
  const open = (url: string, environment: string) => {
    const outbound = createOutbound({ environment, outboundPrivateHosts: [] });
    const agent = outbound.createNodeAgent(new URL(url));
    closers.push(() => {
      agent.destroy();
    });
    return agent;
  };
  const ask = (url: string, agent: Agent) =>
    new Promise<unknown>((resolve) => {
      const begin = url.startsWith('https:') ? requestTls : requestPlain;
      const sent = begin(url, { agent }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code);
      });
      sent.end();
    });

  test('reaches this machine in development', async () => {
    const url = `http://localhost:${await listenPlain()}/`;
    expect(await ask(url, open(url, 'development'))).toBe(200);
  });

  test('asks the name service by the same rules', async () => {
    const url = `https://localhost:${await listenTls()}/`;
    // As if the collector's name led to this machine by now.
    const agent = open('https://collector.example.com/', 'production');
    expect(await ask(url, agent)).toBe('ERR_ADDRESS_INSIDE');
  });

  test.each(['http://127.0.0.1/', 'http://collector.example.com/', 'https://10.0.0.1/'])(
    'is not made for %s in production',
    (url) => {
      const outbound = createOutbound({ environment: 'production', outboundPrivateHosts: [] });
      expect(() => outbound.createNodeAgent(new URL(url))).toThrow('OUTBOUND_PRIVATE_HOSTS');
    },
  );
});

describe('the way to the mail server', () => {
  const smtp = (url: string, settings: Partial<OutboundSettings> = {}) =>
    createOutbound({ environment: 'production', outboundPrivateHosts: [], ...settings }).smtp(url);

  test.each<[string, Partial<OutboundSettings>, object]>([
    ['smtps://me:x@mail.example.com', {}, { secure: true, port: 465 }],
    ['smtp+starttls://mail.example.com', {}, { secure: false, requireTLS: true }],
    ['smtp://mail.example.com', {}, { secure: false, requireTLS: false }],
    ['smtp://me:x@mail.example.com', {}, { secure: false, requireTLS: true }],
    ['smtp://me:x@127.0.0.1', {}, { requireTLS: true }],
    ['smtp://me:x@127.0.0.1', { environment: 'development' }, { requireTLS: false }],
    ['smtp://me:x@relay', { environment: 'development' }, { requireTLS: true }],
    ['smtp://me:x@relay', { outboundPrivateHosts: ['relay'] }, { requireTLS: false }],
    ['smtp+starttls://relay', { outboundPrivateHosts: ['relay'] }, { requireTLS: true }],
  ])('%s with %j', (url, settings, expected) => {
    expect(smtp(url, settings)).toMatchObject({ ...expected, tls: { rejectUnauthorized: true } });
  });

  test('an URL that turns verification off is refused', () => {
    expect(() => smtp('smtps://mail.example.com?tls.rejectUnauthorized=false')).toThrow();
  });
});
