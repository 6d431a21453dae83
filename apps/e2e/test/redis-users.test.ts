import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { nextAttempt } from './attempt-line.ts';
import { readRepositoryFile, repositoryPath } from './compose-file.ts';
import { findScriptCommands } from './find-script-commands.ts';
import { redisUsers, startGuardedRedis, type GuardedRedis } from './start-guarded-redis.ts';
import { startSystem, type System } from './start-system.ts';

const idOf = async (response: Response) =>
  ((await response.json()) as { deliveryId: string }).deliveryId;

describe('a system whose apps log in as users of their own', () => {
  let journal: string;
  let system: System;
  beforeAll(async () => {
    journal = await mkdtemp(path.join(tmpdir(), 'ticketpost-journal-'));
    system = await startSystem({
      ingest: { JOURNAL_DIR: path.join(journal, 'journal'), ENQUEUE_TIMEOUT_MS: '300' },
      worker: { FALLBACK_RECIPIENT: '', ALERT_INTERVAL_MS: '1000' },
    });
  }, 60_000);
  // Which also fails when any of them was refused anything.
  afterAll(async () => {
    await system.close();
    await rm(journal, { recursive: true, force: true });
  });

  test('does everything there is to do, and none of them is refused anything', async () => {
    const refused = 'nobody@example.com';
    system.smtp.behave((stage, address) =>
      stage === 'rcpt' && address === refused ? { reply: 550, text: '5.1.1 unknown' } : undefined,
    );
    const [worker, dashboard] = await Promise.all([system.startWorker(), system.startDashboard()]);

    const [sent, expectedOrder] = [newOrderNo(), newOrderNo()];
    const body = { email: 'traveller@example.com', name: 'Sample Traveller', locale: 'en' };
    expect((await system.requestBooking('PUT', sent, { body })).status).toBe(201);
    expect((await system.requestBooking('PUT', sent, { body })).status).toBe(200);
    expect((await system.requestBooking('GET', sent)).status).toBe(200);
    const deliveryId = await idOf(await system.post(buildDelivery({ orderNo: sent })));
    await nextAttempt(worker, { deliveryId, outcome: 'sent' });

    const dead = newOrderNo();
    await system.requestBooking('PUT', dead, { body: { ...body, email: refused } });
    const deadId = await idOf(await system.post(buildDelivery({ orderNo: dead })));
    await nextAttempt(worker, { deliveryId: deadId, outcome: 'dead' });

    const [garbageId, otherGarbageId] = [
      await idOf(await system.post('{')),
      await idOf(await system.post('{"type":')),
    ];

    await system.redis.kill();
    const journalled = await idOf(await system.post(buildDelivery({ orderNo: newOrderNo() })));
    await system.redis.restart();
    await nextAttempt(worker, { deliveryId: journalled, outcome: 'no_recipient' });

    // What comes late lands all the same: the journal's copy finds it there already.
    system.redis.freeze();
    const late = await idOf(await system.post(buildDelivery({ orderNo: newOrderNo() })));
    const lateGarbage = await idOf(await system.post('{'));
    system.redis.thaw();
    await nextAttempt(worker, { deliveryId: late, outcome: 'no_recipient' });
    await system.ingest.nextLine(
      (line) => line.includes('"msg":"drained the journal"') && line.includes('"left":0'),
    );

    const expected = { ...body, expectTicketBy: new Date(Date.now() + 3_600_000).toISOString() };
    for (const status of [201, 200]) {
      expect((await system.requestBooking('PUT', expectedOrder, { body: expected })).status).toBe(
        status,
      );
    }

    for (const page of [
      '/',
      `/orders/${sent}`,
      `/orders?q=${sent}`,
      '/orders?q=PNR234',
      '/dead-letters',
      `/dead-letters?reason=mailbox_refused`,
      '/quarantine',
      `/quarantine/${garbageId}`,
      '/audit',
      '/queues/api/queues?activeQueue=events&jobsPerPage=10',
      `/queues/api/queues/events/${deadId}`,
    ]) {
      expect([page, (await dashboard(page)).status]).toEqual([page, 200]);
    }

    const why = ['--why', 'a test', '--by', 'olga'];
    for (const args of [
      ['order', sent],
      ['order', 'PNR234'],
      ['evidence', deliveryId],
      ['dead-letters', 'list'],
      ['dead-letters', 'count'],
      ['dead-letters', 'redrive', deadId, ...why],
      ['quarantine', 'list'],
      ['quarantine', 'show', garbageId],
      ['quarantine', 'release', garbageId, ...why],
      ['quarantine', 'discard', otherGarbageId, lateGarbage, '--yes', ...why],
      ['redrive', dead, ...why],
      ['resend', sent, ...why],
      ['audit', 'list'],
      ['audit', 'export'],
      ['doctor', '--only', 'redis'],
      ['doctor', '--only', 'keys'],
      ['doctor', '--only', 'retention'],
      ['reseal', '--by', 'olga'],
      ['retention', '--yes', '--by', 'olga'],
      ['erase', sent, '--yes', ...why],
    ]) {
      const { code, lines } = await system.runCommand(args);
      // 1 says that something was not found or not done, which is no refusal.
      expect({ args, lines, went: code === 0 || code === 1 }).toMatchObject({ went: true });
      expect(lines.join('\n')).not.toMatch(/NOPERM|no permissions/i);
    }
    expect((await system.requestBooking('DELETE', dead)).status).toBe(204);
    for (const { lines } of system.processes) {
      expect(lines.filter((line) => /NOPERM|no permissions/i.test(line))).toEqual([]);
    }
  }, 120_000);
});

describe('redis/users.acl', () => {
  const rules = new Map(
    readRepositoryFile('redis/users.acl')
      .split(/^user /m)
      .slice(1)
      .map((text): [string, string] => [text.split(/\s/, 1)[0] ?? '', text]),
  );

  test.each(['worker', 'dashboard'])(
    'lets %s use all that the scripts of BullMQ call, whether a test comes by it or not',
    (user) => {
      const queues = /\( ~\{ticketpost\}[^)]*\)/.exec(rules.get(user) ?? '')?.[0] ?? '';
      const allowed: readonly string[] = queues.match(/(?<=\s\+)\S+/g) ?? [];
      const called = findScriptCommands().filter((name) => name !== 'time');
      expect(called.length).toBeGreaterThan(40);
      expect(called.filter((name) => !allowed.includes(name))).toEqual([]);
    },
  );

  test.each(redisUsers)('names every command and every key of %s one by one', (user) => {
    const words = (rules.get(user) ?? '').split(/\s+/);
    expect(
      words.filter((word) => /^\+@|^allkeys$|^allcommands$|^~\*$|^nopass$/.test(word)),
    ).toEqual([]);
    expect(words).toContain('resetchannels');
  });
});

describe('a user of Redis', () => {
  const jobKey = '{ticketpost}:events:a-delivery';
  const orderKey = 'ticketpost:order:ABCDE20260102030405678';
  let guarded: GuardedRedis;
  const clients: Redis[] = [];
  const connect = (url: string) => {
    const client = new Redis(url, {
      retryStrategy: () => null,
      enableReadyCheck: false,
      disconnectTimeout: 50,
    });
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  };
  /** What Redis says to a command, or `done`. */
  const say = async (client: Redis, [name = '', ...args]: readonly string[]) =>
    client.call(name, ...args).then(
      () => 'done',
      (error: unknown) => (error as Error).message,
    );

  beforeAll(async () => {
    guarded = await startGuardedRedis();
    const admin = connect(guarded.redis.url);
    await admin.hset(jobKey, 'data', 'sealed', 'name', 'order.ticketed');
    await admin.lpush('{ticketpost}:events:wait', 'a-delivery');
    await admin.hset(orderKey, 'booking', 'sealed');
    await admin.xadd('ticketpost:audit', '1-1', 'action', 'one');
    await admin.set('ticketpost:dashboard:session:one', 'a session');
    await admin.hset('ticketpost:answers:2026-01-01:00', 'a-delivery', 'sealed');
  }, 30_000);
  afterEach(() => {
    for (const client of clients.splice(0)) client.disconnect();
  });
  afterAll(() => guarded.close());

  const read = (key: string) => `return redis.call('HGET', '${key}', 'data')`;
  test.each<[user: (typeof redisUsers)[number], what: string, command: string[]]>([
    ['ingest', "read a job's payload", ['HGET', jobKey, 'data']],
    ['ingest', 'read a whole job', ['HGETALL', jobKey]],
    ['ingest', "read a job's payload in a script", ['EVAL', read(jobKey), '0']],
    [
      'ingest',
      "read a job's payload in a script with its key",
      ['EVAL', read(jobKey), '1', jobKey],
    ],
    ['ingest', 'list the jobs that wait', ['LRANGE', '{ticketpost}:events:wait', '0', '-1']],
    ['ingest', 'take a job off the queue', ['LPOP', '{ticketpost}:events:wait']],
    ['ingest', 'remove a job', ['DEL', jobKey]],
    ['ingest', 'remove a job in a script', ['EVAL', `return redis.call('DEL', '${jobKey}')`, '0']],
    ['ingest', 'remove the record of an order', ['DEL', orderKey]],
    ['ingest', 'copy a job where it may read', ['COPY', jobKey, orderKey]],
    ['ingest', 'rename a job to where it may read', ['RENAME', jobKey, orderKey]],
    ['ingest', 'dump a job', ['DUMP', jobKey]],
    ['ingest', 'read the audit log', ['XRANGE', 'ticketpost:audit', '-', '+']],
    ['ingest', 'write to the audit log', ['XADD', 'ticketpost:audit', '*', 'action', 'two']],
    ['ingest', "read a dashboard's session", ['GET', 'ticketpost:dashboard:session:one']],
    ['ingest', 'read evidence', ['HGET', 'ticketpost:answers:2026-01-01:00', 'a-delivery']],
    ['ingest', 'walk through the keys', ['SCAN', '0']],
    ['ingest', "report in a worker's name", ['SET', 'ticketpost:{processes}:report:worker-1', 'x']],
    ['ingest', 'make a key of its own', ['SET', 'mine', '1']],
    [
      'dashboard',
      "report in a worker's name",
      ['SET', 'ticketpost:{processes}:report:worker-1', 'x'],
    ],
    ['dashboard', 'walk through the keys', ['SCAN', '0']],
    ['dashboard', 'take lines off the audit log', ['XTRIM', 'ticketpost:audit', 'MAXLEN', '0']],
    ...redisUsers.flatMap((user): [typeof user, string, string[]][] => [
      [user, 'remove everything', ['FLUSHALL']],
      [user, 'remove the database', ['FLUSHDB']],
      [user, 'list the keys', ['KEYS', '*']],
      [user, 'change a setting', ['CONFIG', 'SET', 'dir', '/tmp']],
      [user, 'read the users', ['ACL', 'LIST']],
      [user, 'make a user', ['ACL', 'SETUSER', 'other', 'on', 'nopass', '+@all', '~*']],
      [user, 'see what others send', ['MONITOR']],
      [user, 'hang others up', ['CLIENT', 'KILL', 'TYPE', 'normal']],
      [user, 'make it a replica', ['REPLICAOF', '127.0.0.1', '1']],
      [user, 'load a module', ['MODULE', 'LOAD', '/tmp/module.so']],
      [user, 'load functions', ['FUNCTION', 'LOAD', '#!lua name=mine\n']],
      [user, 'empty the scripts', ['SCRIPT', 'FLUSH']],
      [user, 'stop it', ['SHUTDOWN', 'NOSAVE']],
      [user, 'debug it', ['DEBUG', 'SLEEP', '0']],
      [user, 'move a key to another server', ['MIGRATE', '127.0.0.1', '1', 'a', '0', '1']],
      [user, 'listen to a channel', ['SUBSCRIBE', 'any']],
      [user, 'remove the audit log', ['DEL', 'ticketpost:audit']],
      [user, 'change the audit log', ['XDEL', 'ticketpost:audit', '1-1']],
      [
        user,
        'empty the audit log by a script',
        ['EVAL', "redis.call('DEL', KEYS[1])", '1', 'ticketpost:audit'],
      ],
    ]),
  ])('%s cannot %s', async (user, _what, command) => {
    expect(await say(connect(guarded.urlOf(user)), command)).toMatch(
      // Modules and debugging are off for everybody.
      /^NOPERM|The user executing the script|No permissions|^ERR (MODULE|DEBUG) command not allowed/,
    );
  });

  // What is left: bookings are in the records of orders, which its scripts read and write.
  test('ingest can read what a booking has in the record of an order, sealed as it is', async () => {
    const ingest = connect(guarded.urlOf('ingest'));
    expect(await ingest.hget(orderKey, 'booking')).toBe('sealed');
  });

  test('is nobody without a password, with a wrong one, or by the name of the one that is off', async () => {
    const { port } = guarded.redis;
    expect(await say(connect(`redis://127.0.0.1:${port}`), ['PING'])).toMatch(/^NOAUTH/);
    for (const name of ['default', ...redisUsers, 'admin', 'health']) {
      const guess = `redis://${name}:guessed@127.0.0.1:${port}`;
      expect(await say(connect(guess), ['PING'])).toMatch(/^WRONGPASS|^NOAUTH/);
    }
  });

  test('for the health check can ask whether it answers, and nothing else', async () => {
    const health = connect(guarded.urlOf('health'));
    expect(await say(health, ['PING'])).toBe('done');
    expect(await say(health, ['INFO'])).toMatch(/^NOPERM/);
    expect(await say(health, ['GET', orderKey])).toMatch(/^NOPERM/);
  });

  test('finds everything again when Redis was started anew, what scripts and transactions wrote too', async () => {
    const ingest = connect(guarded.urlOf('ingest'));
    await ingest.multi().hset(orderKey, 'a', '1').hset(orderKey, 'b', '2').exec();
    await ingest.eval(
      "redis.call('HSET', KEYS[1], 'c', '3') return redis.call('HSET', KEYS[1], 'd', '4')",
      1,
      orderKey,
    );
    await guarded.redis.restart();
    const again = connect(guarded.urlOf('worker'));
    expect(await again.hmget(orderKey, 'a', 'b', 'c', 'd')).toEqual(['1', '2', '3', '4']);
  });

  test('that is refused something is named, with what it was', async () => {
    const ingest = connect(guarded.urlOf('ingest'));
    await say(ingest, ['FLUSHALL']);
    expect(await guarded.findRefusals()).toContain(
      'ingest may not use the command flushall in flushall, toplevel: see redis/users.acl',
    );
  });
});

describe('redis/write-users.sh', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-users-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const good = {
    REDIS_INGEST_PASSWORD: 'a'.repeat(32),
    REDIS_WORKER_PASSWORD: 'B_-9'.repeat(8),
    REDIS_DASHBOARD_PASSWORD: 'c'.repeat(64),
  };
  const write = (environment: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync(
      'sh',
      [repositoryPath('redis/write-users.sh'), folder],
      { env: { PATH: process.env['PATH'], ...environment }, encoding: 'utf8' },
    );
    return { status, said: stdout + stderr };
  };

  test('writes hashes alone, readable by its owner alone, and new passwords with every start', async () => {
    expect(write(good)).toEqual({ status: 0, said: '' });
    const users = await readFile(path.join(folder, 'users.acl'), 'utf8');
    for (const password of Object.values(good)) expect(users).not.toContain(password);
    expect(users.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['default', ...redisUsers, 'health', 'admin'].map((name) => `user ${name}`),
      '',
    ]);
    for (const file of await readdir(folder)) {
      expect([file, (await stat(path.join(folder, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
    const first = await readFile(path.join(folder, 'admin'), 'utf8');
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(write(good).status).toBe(0);
    expect(await readFile(path.join(folder, 'admin'), 'utf8')).not.toBe(first);
  });

  test('reads a password from the file that is named, with or without a line break', async () => {
    const file = path.join(folder, 'secret');
    const { REDIS_INGEST_PASSWORD: password, ...others } = good;
    for (const text of [password, `${password}\n`]) {
      await writeFile(file, text);
      expect(write({ ...others, REDIS_INGEST_PASSWORD_FILE: file }).status).toBe(0);
      const fromFile = await readFile(path.join(folder, 'users.acl'), 'utf8');
      write(good);
      const fromVariable = await readFile(path.join(folder, 'users.acl'), 'utf8');
      const ofIngest = (users: string) => users.split('\n').find((line) => line.includes('ingest'));
      expect(ofIngest(fromFile)).toBe(ofIngest(fromVariable));
    }
  });

  test.each<[what: string, environment: Record<string, string>]>([
    ['is missing', { REDIS_WORKER_PASSWORD: '' }],
    ['is in a file, it says, but that was not named', { REDIS_WORKER_PASSWORD: 'in-a-file' }],
    ['is short', { REDIS_WORKER_PASSWORD: 'a'.repeat(31) }],
    ['would not do in a URL', { REDIS_WORKER_PASSWORD: `${'a'.repeat(32)}@` }],
    ['would be a rule of its own', { REDIS_WORKER_PASSWORD: `${'a'.repeat(32)} +@all` }],
    ['would be a command', { REDIS_WORKER_PASSWORD: `$(touch x)${'a'.repeat(32)}` }],
    ['is that of another', { REDIS_WORKER_PASSWORD: good.REDIS_INGEST_PASSWORD }],
    ['is given twice', { REDIS_WORKER_PASSWORD_FILE: '/dev/null' }],
    [
      'is in a file that is not there',
      { REDIS_WORKER_PASSWORD: '', REDIS_WORKER_PASSWORD_FILE: '/nowhere' },
    ],
  ])('starts nothing when a password %s, and does not show it', (_what, environment) => {
    const { status, said } = write({ ...good, ...environment });
    expect(status).toBe(78);
    expect(said).toMatch(/^REDIS_WORKER_PASSWORD.*\n$/);
    expect(said).not.toContain('aaaa');
  });
});
