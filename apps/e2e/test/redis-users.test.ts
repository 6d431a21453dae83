import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { redisUsers, startGuardedRedis, type GuardedRedis } from './start-guarded-redis.ts';

describe('a user of Redis', () => {
  const jobKey = '{ticketpost}:events:0b8f7c1f-6d1a-4a1e-9d2b-6f2f2a9b1c33';
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

  const uuid = '5d3b2a10-0c4f-4c8e-8a0f-2b6f0e9d7c11';
  /** What a queue of BullMQ consists of, without its jobs. */
  const ownKeys = [
    ...['wait', 'paused', 'active', 'delayed', 'prioritized', 'completed', 'failed', 'stalled'],
    ...['stalled-check', 'limiter', 'waiting-children', 'meta', 'id', 'pc', 'events', 'marker'],
  ];
  /** What ingest may write to some of them, each by its own type. */
  const writings: Record<string, { may: string[]; args: string[] }> = {
    LPUSH: { may: ['wait'], args: ['a'] },
    RPUSH: { may: ['wait'], args: ['a'] },
    ZADD: { may: ['delayed', 'marker'], args: ['1', 'a'] },
    HSET: { may: ['meta'], args: ['a', 'b'] },
    INCR: { may: ['id'], args: [] },
    XADD: { may: ['events'], args: ['*', 'a', 'b'] },
    SET: { may: [], args: ['a'] },
    SADD: { may: [], args: ['a'] },
    DEL: { may: [], args: [] },
  };
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
    ...[
      ...[...ownKeys, 'lock', 'repeat', 'de:one', 'metrics:completed', '1', 'another-id'],
      ...['resend-0f', `redriven-${uuid}`, `reconciled-${'a'.repeat(40)}`],
      ...[`${uuid}:lock`, `${uuid}:logs`, `${uuid}:processed`, `erasure-${uuid}:lock`, `${uuid}0`],
    ].flatMap((name): [(typeof redisUsers)[number], string, string[]][] =>
      ['events', 'quarantine'].map((queue) => [
        'ingest',
        `write a job over ${queue}:${name}`,
        ['HMSET', `{ticketpost}:${queue}:${name}`, 'a', 'b'],
      ]),
    ),
    ...Object.entries(writings).flatMap(([name, { may, args }]) =>
      ownKeys
        .filter((key) => !may.includes(key))
        .map((key): [(typeof redisUsers)[number], string, string[]] => [
          'ingest',
          `${name.toLowerCase()} the queue's own key ${key}`,
          [name, `{ticketpost}:events:${key}`, ...args],
        ]),
    ),
    [
      'ingest',
      'write over what has stalled in a script',
      ['EVAL', "return redis.call('HMSET', '{ticketpost}:events:stalled', 'a', 'b')", '0'],
    ],
    [
      'ingest',
      'be given what has stalled',
      ['EVAL', 'return 1', '1', '{ticketpost}:events:stalled'],
    ],
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

  test.each([uuid, `erasure-${uuid}`, `expected-${'0f'.repeat(20)}`])(
    'ingest can add a job with an id as it makes them: %s',
    async (id) => {
      const ingest = connect(guarded.urlOf('ingest'));
      expect(await say(ingest, ['HMSET', `{ticketpost}:events:${id}`, 'a', 'b'])).toBe('done');
    },
  );

  // What is left: no rule can say with which id ingest may add to a stream.
  test('ingest can end the stream of events of a queue, which begins anew when it is removed', async () => {
    const [ingest, worker] = [connect(guarded.urlOf('ingest')), connect(guarded.urlOf('worker'))];
    const stream = '{ticketpost}:events:events';
    const last = '18446744073709551615-18446744073709551615';
    expect(await say(ingest, ['XADD', stream, last, 'a', 'b'])).toBe('done');
    expect(await say(worker, ['XADD', stream, '*', 'a', 'b'])).toMatch(/exhausted/);
    await connect(guarded.redis.url).del(stream);
    expect(await say(worker, ['XADD', stream, '*', 'a', 'b'])).toBe('done');
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
