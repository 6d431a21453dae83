import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSweeps } from '@ticketpost/queue';
import { Webhook } from 'standardwebhooks';
import { createNotificationStore } from '../src/notification-store.ts';
import { day, keyring, messageOf, minute, secret, startSystem, titlesOf } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
beforeEach(async () => {
  system = await startSystem();
});
afterEach(async () => {
  await system.close();
});

const answerWith = (status: number, headers: Record<string, string> = {}) => {
  system.receiver.answer((response) => {
    response.writeHead(status, headers).end();
  });
};

describe('what is told', () => {
  test('nothing, when there is nothing', async () => {
    expect(await system.look()).toEqual({ kind: 'nothing' });
    expect(system.receiver.posts).toEqual([]);
  });

  test('a thousand dead letters are one message, and told once', async () => {
    await system.plantDeadLetters(1000);
    await system.plantDeadLetters(2, { reason: 'uncertain: a copy may be out' });
    expect(await system.look()).toMatchObject({ kind: 'posted', concerns: 2, attempt: 1 });
    const post = await system.receiver.next();
    expect(titlesOf(post)).toEqual([
      '2 confirmations of which a copy may be out: uncertain',
      '1000 dead letters: mailbox_refused',
    ]);
    expect(
      new Webhook(secret).verify(post.body, post.headers as Record<string, string>),
    ).toBeTruthy();
    const [, refused] = messageOf(post).ticketpost.concerns;
    expect(refused?.examples).toHaveLength(3);
    expect(refused?.examples[0]).toMatchObject({
      orderNo: expect.stringMatching(/^ORDER-\d+$/),
      stage: 'submitting',
      attempt: 3,
      link: expect.stringMatching(/^https:\/\/tickets\.example\.com\/orders\/ORDER-\d+$/),
    });
    expect(await system.look()).toEqual({ kind: 'nothing' });
  });

  test('more than can be looked at are counted', async () => {
    await system.plantDeadLetters(5100);
    await system.look();
    expect(titlesOf(await system.receiver.next())).toEqual([
      '5000 dead letters: mailbox_refused',
      '100 dead letters',
    ]);
    expect(await system.look()).toEqual({ kind: 'nothing' });
  });

  test('one that was put back and died again', async () => {
    await system.plantDeadLetters(1);
    await system.look();
    const [id = ''] = await system.redis.zrange('{ticketpost}:events:failed', '0', '0');
    await system.redis.zadd('{ticketpost}:events:failed', system.clock.nowMs + 1, id);
    expect(await system.look()).toMatchObject({ kind: 'posted' });
  });

  test('nothing that is older than a day', async () => {
    await system.plantDeadLetters(1, { agoMs: day + minute });
    await system.plantDeadLetters(1, { agoMs: day - minute, reason: 'stalled: x' });
    await system.look();
    expect(titlesOf(await system.receiver.next())).toEqual(['1 dead letter: stalled']);
  });

  test('a delivery in quarantine, with its reason, without what it says', async () => {
    await system.quarantine('one');
    system.clock.nowMs = Date.now() + 1;
    await system.look();
    const post = await system.receiver.next();
    expect(messageOf(post).ticketpost.concerns).toMatchObject([
      {
        kind: 'quarantined',
        title: '1 delivery in quarantine',
        examples: [{ deliveryId: 'one', reason: 'malformed_json' }],
      },
    ]);
    expect(post.body).not.toContain('MARKER');
    expect(await system.look()).toEqual({ kind: 'nothing' });
  });

  test('a confirmation without an address, after a while, unless one came', async () => {
    await system.giveUp('WAITS', 'no_recipient');
    await system.giveUp('SOLVED', 'no_recipient');
    system.clock.nowMs += 29 * minute;
    expect(await system.look()).toEqual({ kind: 'nothing' });
    await system.giveUp('SOLVED', 'cancelled');
    system.clock.nowMs += 2 * minute;
    await system.look();
    const [concern] = messageOf(await system.receiver.next()).ticketpost.concerns;
    expect(concern).toMatchObject({ kind: 'no_recipient', count: 1 });
    expect(concern?.examples).toMatchObject([{ orderNo: 'WAITS' }]);
    expect(concern?.examples).toHaveLength(1);
  });

  test('not again of one whose traveller was looked up again in vain', async () => {
    await system.giveUp('WAITS', 'no_recipient');
    system.clock.nowMs += 31 * minute;
    await system.look();
    for (const waitMs of [31 * minute, 62 * minute, 7 * 60 * minute]) {
      await system.giveUp('WAITS', 'no_recipient');
      system.clock.nowMs += waitMs;
      expect(await system.look()).toEqual({ kind: 'nothing' });
    }
  });

  test('a confirmation that is still tried after long, with what the server says', async () => {
    await system.giveUp('LATE', 'deferred', '451 <mara@example.com> try later');
    await system.giveUp('DEAD', 'dead');
    system.clock.nowMs += 61 * minute;
    await system.look();
    const post = await system.receiver.next();
    const { concerns } = messageOf(post).ticketpost;
    expect(concerns).toMatchObject([{ kind: 'overdue', count: 1 }]);
    expect(concerns[0]?.examples).toMatchObject([
      {
        orderNo: 'LATE',
        attempt: 4,
        reason: 'mail_server_busy',
        answer: '451 <m•••@example.com> try later',
      },
    ]);
    expect(await system.look()).toEqual({ kind: 'nothing' });
  });
});

describe('a message that is not taken', () => {
  test.each([
    ['a broken receiver', 500, {}, 2],
    ['a redirect', 302, { Location: 'http://127.0.0.1:9/' }, 2],
    ['a receiver that asks for a wait', 429, { 'Retry-After': '600' }, 10 * minute],
  ])('%s: the same message again, later', async (_row, status, headers, waitMs) => {
    await system.plantDeadLetters(3);
    answerWith(status, headers);
    expect(await system.look()).toMatchObject({ outcome: { kind: 'refused', status } });
    const first = await system.receiver.next();

    expect(await system.look()).toEqual({ kind: 'waiting' });
    system.clock.nowMs += waitMs;
    await system.plantDeadLetters(1, { reason: 'stalled: meanwhile' });
    answerWith(200);
    expect(await system.look()).toMatchObject({ attempt: 2, outcome: { kind: 'taken' } });
    const second = await system.receiver.next();
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);

    expect(await system.look()).toMatchObject({ attempt: 1 });
    const third = await system.receiver.next();
    expect(third.headers['webhook-id']).not.toBe(first.headers['webhook-id']);
    expect(titlesOf(third)).toEqual(['1 dead letter: stalled']);
  });

  test('waits longer each time', async () => {
    await system.plantDeadLetters(1);
    const notifications = system.open({ url: 'http://127.0.0.1:1/', intervalMs: 10 });
    for (const waitMs of [10, 20, 40]) {
      expect(await system.look(notifications)).toMatchObject({ outcome: { kind: 'unreachable' } });
      system.clock.nowMs += waitMs - 1;
      expect(await system.look(notifications)).toEqual({ kind: 'waiting' });
      system.clock.nowMs += 1;
    }
  });

  test('for a day is given up, and what is still news goes into the next', async () => {
    answerWith(500);
    await system.plantDeadLetters(1, { reason: 'old: x' });
    await system.look();
    await system.receiver.next();
    system.clock.nowMs += day;
    await system.plantDeadLetters(1, { reason: 'new: x' });
    answerWith(200);
    await system.look();
    expect(system.givenUp).toHaveLength(1);
    expect(titlesOf(await system.receiver.next())).toEqual(['1 dead letter: new']);
  });

  test('piles nothing up in Redis', async () => {
    answerWith(503);
    for (let round = 0; round < 5; round += 1) {
      await system.plantDeadLetters(200);
      await system.look();
      system.clock.nowMs += 60 * minute;
    }
    const keys = await system.redis.keys('ticketpost:{notifications}:*');
    // The turn ends by itself, a ms after it was taken.
    expect(keys.filter((key) => !key.endsWith(':turn'))).toEqual([
      'ticketpost:{notifications}:outbox',
    ]);
    expect(await system.redis.hlen('ticketpost:{notifications}:outbox')).toBe(2);
  });

  test('is read by nobody who has no key', async () => {
    answerWith(500);
    await system.plantDeadLetters(1);
    await system.look();
    const stored = JSON.stringify(await system.redis.hgetall('ticketpost:{notifications}:outbox'));
    expect(stored).toContain('msg_');
    expect(stored).not.toContain('ORDER-');
  });
});

describe('a worker that dies', () => {
  test('after the receiver took a message and before that is remembered: the same message again', async () => {
    await system.plantDeadLetters(1);
    // From the answer on nothing of what it does reaches Redis any more.
    const forbid = () => system.redis.acl('SETUSER', 'default', '-eval', '-evalsha', '-del');
    system.receiver.answer((response) => {
      void forbid().then(() => response.writeHead(200).end());
    });
    await expect(system.look()).rejects.toThrow('NOPERM');
    const first = await system.receiver.next();
    await system.redis.acl('SETUSER', 'default', '+@all');
    answerWith(200);

    expect(await system.look()).toMatchObject({ outcome: { kind: 'taken' } });
    const second = await system.receiver.next();
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);
    expect(await system.look()).toEqual({ kind: 'nothing' });
  });

  test('while it is closing, leaves the message to the next', async () => {
    await system.plantDeadLetters(1);
    const closing = new AbortController();
    system.receiver.answer(() => {
      closing.abort();
    });
    expect(await system.open().notify(closing.signal)).toMatchObject({
      outcome: { kind: 'aborted' },
    });
    const first = await system.receiver.next();
    answerWith(200);
    await system.look();
    const second = await system.receiver.next();
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  });
});

describe('several workers', () => {
  test('post one message', async () => {
    await system.plantDeadLetters(1000);
    const connections = [system.connect(), system.connect()];
    let looks = 0;
    let tellLooked: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      tellLooked = resolve;
    });
    const sweeps = connections.map((connection) => {
      const notifications = system.open({ redis: connection });
      return createSweeps({
        connection,
        purpose: 'notifications',
        everyMs: 20,
        sweep: async (signal) => {
          const outcome = await notifications.notify(signal);
          looks += 1;
          if (looks === 6) tellLooked();
          return { ...outcome };
        },
        onError: () => undefined,
      });
    });
    await Promise.all(sweeps.map((one) => one.begin()));
    await looked;
    await Promise.all(sweeps.map((one) => one.close()));
    expect(system.receiver.posts.map(titlesOf)).toEqual([['1000 dead letters: mailbox_refused']]);
  });

  test('take turns: one post in an interval', async () => {
    const one = createNotificationStore({ redis: system.redis, keyring });
    const other = createNotificationStore({ redis: system.connect(), keyring });
    const { signal } = new AbortController();
    await one.takeTurn(60 * minute, signal);
    const waiting = new AbortController();
    const turn = other.takeTurn(60 * minute, waiting.signal);
    await one.readMemory();
    waiting.abort();
    await expect(turn).rejects.toMatchObject({ name: 'AbortError' });
    await system.redis.pexpire('ticketpost:{notifications}:turn', 1);
    await one.takeTurn(1, signal);
  });
});
