import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hashPassword } from '@ticketpost/passwords';
import { findFreePort, startSupplierStandIn } from '@ticketpost/testkit';
import { createChecks, selectChecks } from '../src/create-checks.ts';
import type { DoctorCheck } from '../src/diagnosis.ts';
import { runChecks } from '../src/run-checks.ts';

let folder: string;
const closers: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-doctor-'));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(folder, { recursive: true });
});

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

/** Looks with these variables alone; a name server that is not there answers nothing. */
async function look(environment: Readonly<Record<string, string>>, ...names: string[]) {
  const checks = selectChecks(createChecks({ environment }), names) ?? [];
  return runChecks(checks);
}
const brief = async (environment: Readonly<Record<string, string>>, ...names: string[]) =>
  (await look(environment, ...names)).map(({ name, status }) => `${name} ${status}`);

describe('the configuration', () => {
  const worker = { MAIL_FROM: 'tickets@example.com', NODE_ENV: 'test' };
  const keys = { PAYLOAD_KEYS: 'k1:Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=' };

  test('of no app at all fails', async () => {
    expect(await brief({ REDIS_URL: 'redis://127.0.0.1:1' }, 'configuration')).toEqual([
      'configuration failed',
    ]);
  });

  test('is that of the apps whose variables are here', async () => {
    expect(await brief({ ...worker, ...keys }, 'configuration')).toEqual([
      'configuration.ingest skipped',
      'configuration.worker ok',
      'configuration.dashboard skipped',
    ]);
  });

  test('is told of all that is wrong, in every app', async () => {
    const found = await look(
      {
        ...worker,
        ...keys,
        WORKER_CONCURRENCY: 'many',
        SMTP_URL: 'mail',
        DKIM_DOMAIN: 'example.com',
        WEBHOOK_SECRETS: 'short',
      },
      'configuration',
    );
    expect(found.filter(({ status }) => status === 'failed')).toEqual([
      expect.objectContaining({
        name: 'configuration.ingest',
        remedy: expect.stringContaining('Example: WEBHOOK_SECRETS='),
      }),
      expect.objectContaining({ finding: expect.stringContaining('SMTP_URL must be') }),
      expect.objectContaining({ finding: expect.stringContaining('WORKER_CONCURRENCY must be') }),
    ]);
  });

  test('is judged as a whole where each variable is fine', async () => {
    const found = await look({ ...worker, ...keys, DKIM_DOMAIN: 'example.com' }, 'configuration');
    expect(found[1]).toMatchObject({
      status: 'failed',
      finding: expect.stringContaining('DKIM_SELECTOR'),
    });
  });

  test('with a secret that everybody knows is warned of', async () => {
    expect(await brief(worker, 'configuration')).toContain('configuration.worker warning');
  });

  test('in production must be whole', async () => {
    const found = await look({ ...worker, NODE_ENV: 'production' }, 'configuration');
    expect(found[1]).toMatchObject({
      status: 'failed',
      finding: expect.stringContaining('PAYLOAD_KEYS'),
    });
  });
});

describe('secrets', () => {
  test('are judged where they are set, and never shown', async () => {
    const found = await look(
      {
        WEBHOOK_SECRETS: 'f3b0c44298fc1c149afbf4c8996fb924,abababababababababababab',
        SESSION_SECRET: 'f3b0c44298fc1c149afbf4c8996fb92427ae41e4',
      },
      'secrets',
    );
    expect(found.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'secrets.webhook_secrets failed',
      'secrets.bookings_api_keys skipped',
      'secrets.session_secret ok',
    ]);
    expect(found[0]?.finding).toContain('entry 2');
    expect(JSON.stringify(found)).not.toMatch(/abab|f3b0/);
  });

  test('that stand in the repository are known to everybody', async () => {
    expect(
      await brief({ WEBHOOK_SECRETS: 'development-only-secret-of-ours' }, 'secrets'),
    ).toContain('secrets.webhook_secrets warning');
  });

  test('that cannot be read are left to the configuration', async () => {
    expect(await brief({ WEBHOOK_SECRETS_FILE: '/nowhere' }, 'secrets')).toContain(
      'secrets.webhook_secrets skipped',
    );
  });
});

describe('users', () => {
  test.each([
    ['of whom one is an operator', 'operator', undefined, ['users ok']],
    ['of whom none may act', 'viewer', undefined, ['users warning']],
    [
      'whose hash is cheap',
      'operator',
      { cost: 1024, blockSize: 8, parallelization: 1 },
      ['users warning'],
    ],
  ])('%s', async (_what, role, parameters, expected) => {
    const hash = await hashPassword('correct horse battery', parameters);
    expect(await brief({ DASHBOARD_USERS: `olga:${role}:${hash}` }, 'users')).toEqual(expected);
  });

  test('that are not set', async () => {
    expect(await brief({}, 'users')).toEqual(['users skipped']);
  });
});

describe('templates', () => {
  test('that are built in', async () => {
    expect(await brief({}, 'templates')).toEqual(['templates ok']);
  });

  test('of an own folder that writes no mail', async () => {
    await writeFile(path.join(folder, 'subject.hbs'), '{{nonsense}}');
    const found = await look({ TEMPLATE_DIR: folder }, 'templates');
    expect(found).toMatchObject([
      { status: 'failed', finding: expect.stringContaining('subject.hbs') },
    ]);
  });

  test('that fail in another kind of mail only', async () => {
    await writeFile(
      path.join(folder, 'subject.hbs'),
      '{{#if routeSummary}}{{routeSummary}}{{/if}}',
    );
    expect(await brief({ TEMPLATE_DIR: folder }, 'templates')).toContain('templates failed');
  });

  test('with a file that nobody reads', async () => {
    await writeFile(path.join(folder, 'notes.txt'), '');
    expect(await brief({ TEMPLATE_DIR: folder }, 'templates')).toEqual(['templates warning']);
  });
});

describe('the journal', () => {
  test('in a folder that is there', async () => {
    const [found] = await look({ JOURNAL_DIR: folder }, 'journal');
    expect(found?.status).not.toBe('skipped');
    expect(found?.finding).toMatch(/\d+ MiB/);
  });

  test('in a folder that is not', async () => {
    const found = await look({ JOURNAL_DIR: path.join(folder, 'nowhere') }, 'journal');
    expect(found).toMatchObject([{ status: 'failed', finding: expect.stringContaining('ENOENT') }]);
  });

  test('that is off', async () => {
    expect(await brief({}, 'journal')).toEqual(['journal skipped']);
  });
});

describe('the supplier', () => {
  const accountOf = ({
    url,
    clientId,
    clientSecret,
  }: Awaited<ReturnType<typeof startSupplierStandIn>>) => ({
    ATLAS_BASE_URL: url,
    ATLAS_CLIENT_ID: clientId,
    ATLAS_CLIENT_SECRET: clientSecret,
    ATLAS_TIMEOUT_MS: '2000',
  });
  const start = async () => {
    const supplier = await startSupplierStandIn();
    closers.push(() => supplier.close());
    return supplier;
  };

  test('that knows us', async () => {
    expect(await brief(accountOf(await start()), 'supplier')).toEqual([
      'supplier.login ok',
      'supplier.clock ok',
    ]);
  });

  test('that does not', async () => {
    const account = { ...accountOf(await start()), ATLAS_CLIENT_SECRET: 'another' };
    expect(await brief(account, 'supplier')).toContain('supplier.login failed');
  });

  test('that is not there', async () => {
    const ATLAS_BASE_URL = `http://127.0.0.1:${await findFreePort()}`;
    expect(await brief({ ...accountOf(await start()), ATLAS_BASE_URL }, 'supplier')).toEqual([
      'supplier.login failed',
      'supplier.clock skipped',
    ]);
  });

  test('whose clock is far from ours', async () => {
    const server = createServer((_request, response) => {
      response.sendDate = false;
      response.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString());
      response.end('{"status":0}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => stop(server));
    const { port } = server.address() as AddressInfo;
    const account = { ...accountOf(await start()), ATLAS_BASE_URL: `http://127.0.0.1:${port}` };
    expect(await brief(account, 'supplier')).toContain('supplier.clock failed');
  });

  test('of whom only half is configured is left to the configuration', async () => {
    expect(await brief({ ATLAS_CLIENT_ID: 'x' }, 'supplier')).toEqual(['supplier skipped']);
  });
});

describe('the booking lookup', () => {
  const serve = async (status: number) => {
    const seen: { url: string | undefined; authorization: string | undefined }[] = [];
    const server = createServer((request, response) => {
      seen.push({ url: request.url, authorization: request.headers.authorization });
      response.writeHead(status).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => stop(server));
    const { port } = server.address() as AddressInfo;
    return { seen, BOOKING_LOOKUP_URL: `http://127.0.0.1:${port}/orders/{orderNo}` };
  };

  test('is asked as the worker asks it', async () => {
    const { seen, ...settings } = await serve(404);
    expect(await brief({ ...settings, BOOKING_LOOKUP_TOKEN: 'token-of-ours' }, 'lookup')).toEqual([
      'lookup ok',
    ]);
    expect(seen).toEqual([
      { url: '/orders/TICKETPOST-DOCTOR', authorization: 'Bearer token-of-ours' },
    ]);
  });

  test('that refuses us', async () => {
    const { BOOKING_LOOKUP_URL } = await serve(401);
    expect(await brief({ BOOKING_LOOKUP_URL }, 'lookup')).toEqual(['lookup failed']);
  });

  test('that is inside is not asked in production, unless it is named', async () => {
    const { seen, BOOKING_LOOKUP_URL } = await serve(404);
    const settings = { NODE_ENV: 'production', BOOKING_LOOKUP_URL };
    expect(await look(settings, 'lookup')).toMatchObject([
      {
        status: 'failed',
        finding: expect.stringContaining('ERR_ADDRESS_INSIDE'),
        remedy: expect.stringContaining('OUTBOUND_PRIVATE_HOSTS'),
      },
    ]);
    expect(seen).toEqual([]);
    const named = { ...settings, OUTBOUND_PRIVATE_HOSTS: '127.0.0.1' };
    expect(await brief(named, 'lookup')).toEqual(['lookup ok']);
  });

  test('that is not there', async () => {
    const BOOKING_LOOKUP_URL = `http://127.0.0.1:${await findFreePort()}/{orderNo}`;
    expect(await brief({ BOOKING_LOOKUP_URL }, 'lookup')).toEqual(['lookup failed']);
  });
});

describe('checks', () => {
  const hanging: DoctorCheck = {
    name: 'slow',
    about: 'nothing',
    timeoutMs: 20,
    look: () => new Promise(() => undefined),
  };
  const breaking: DoctorCheck = {
    name: 'broken',
    about: 'nothing',
    timeoutMs: 1000,
    look: () => Promise.reject(new Error('of its own')),
  };
  const fine: DoctorCheck = {
    name: 'fine',
    about: 'nothing',
    timeoutMs: 1000,
    look: () => Promise.resolve([{ name: 'fine', status: 'ok', finding: 'is' }]),
  };

  test('that hang or break fail alone, with a remedy', async () => {
    const found = await runChecks([hanging, breaking, fine]);
    expect(found.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'slow failed',
      'broken failed',
      'fine ok',
    ]);
    expect(found.slice(0, 2).every(({ remedy }) => remedy !== undefined)).toBe(true);
    expect(found[1]?.finding).toBe('of its own');
  });

  test('can be chosen by their name, or by that of a part', () => {
    const names = (...wanted: string[]) =>
      selectChecks([hanging, fine], wanted)?.map(({ name }) => name);
    expect(names()).toEqual(['slow', 'fine']);
    expect(names('fine.part', 'fine')).toEqual(['fine']);
    expect(names('fine', 'nothing')).toBeUndefined();
  });
});
