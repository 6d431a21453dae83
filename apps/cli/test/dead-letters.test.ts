import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { json, orderNo, receivedAt, startSystem } from './start-system.ts';

const refused = 'mailbox_refused: nobody there';
const busy = 'mail_server_busy: come back later';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const left = async () => {
  const { deadLetters } = json(await system.run('dead-letters', 'list', '--json')) as {
    deadLetters: { deliveryId: string }[];
  };
  return deadLetters.map(({ deliveryId }) => deliveryId);
};

describe('list', () => {
  test('has stable fields in JSON, and nothing of the payload', async () => {
    await system.makeDeadLetters({ one: refused });
    const run = await system.run('dead-letters', 'list', '--json');
    expect(run.exitCode).toBe(0);
    expect(json(run)).toEqual({
      deadLetters: [
        {
          deliveryId: 'one',
          orderNo,
          type: 'order.void',
          receivedAt,
          failedAt: expect.any(String),
          attempts: 1,
          reasonCode: 'mailbox_refused',
          reason: refused,
        },
      ],
      hasMore: false,
    });
  });

  test('is a table for people, of one reason and in pages if asked', async () => {
    await system.makeDeadLetters({ one: busy, two: refused, three: busy });
    const args = ['dead-letters', 'list', '--reason', 'mail_server_busy'];
    const { output, remarks } = await system.run(...args, '--limit', '1');
    expect(output.split('\n').map((line) => line.split(/ {2,}/)[1])).toEqual([
      'DELIVERY',
      'one',
      undefined,
    ]);
    expect(remarks).toHaveLength(1);
    const next = await system.run(...args, '--limit', '1', '--skip', '1', '--json');
    expect(json(next)).toMatchObject({ deadLetters: [{ deliveryId: 'three' }], hasMore: false });
  });

  test('shows what a terminal would obey, and does not send it', async () => {
    await system.makeDeadLetters({ one: 'odd: \u001b[2J\u202e' });
    const { output } = await system.run('dead-letters', 'list');
    expect(output).toContain('\\u001b[2J\\u202e');
    expect(output).not.toContain('\u001b');
  });
});

test('count counts by reason', async () => {
  await system.makeDeadLetters({ one: busy, two: refused, three: busy });
  expect(json(await system.run('dead-letters', 'count', '--json'))).toEqual({
    counts: { mail_server_busy: 2, mailbox_refused: 1 },
  });
  expect((await system.run('dead-letters', 'count')).output).toMatch(/mail_server_busy +2\n/);
});

describe('redrive', () => {
  test('of named deliveries says of each what came of it, and exits with 1 for those that could not be', async () => {
    await system.makeDeadLetters({ one: busy, two: busy });
    const run = await system.run(
      ...['dead-letters', 'redrive', 'one', 'nobody', '--why', 'test', '--json'],
    );
    expect(run.exitCode).toBe(1);
    expect(json(run)).toEqual({
      results: [
        { deliveryId: 'one', outcome: 'redriven', orderNo },
        { deliveryId: 'nobody', outcome: 'not_found' },
      ],
    });
    expect(await left()).toEqual(['two']);
  });

  test('--all of one reason takes those and no others', async () => {
    await system.makeDeadLetters({ one: busy, two: refused, three: busy });
    const args = ['dead-letters', 'redrive', '--all', '--reason', 'mail_server_busy', '--why', 'x'];
    const dry = await system.run(...args, '--dry-run');
    expect({ exitCode: dry.exitCode, lines: dry.output.trim().split('\n').length }).toEqual({
      exitCode: 0,
      lines: 2,
    });
    expect(await left()).toEqual(['one', 'two', 'three']);
    const { exitCode, output } = await system.run(...args);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^one .*redriven\nthree .*redriven\n$/);
    expect(await left()).toEqual(['two']);
  });

  test('--all of nothing is done', async () => {
    expect(await system.run('dead-letters', 'redrive', '--all', '--why', 'x')).toMatchObject({
      exitCode: 0,
      output: '',
    });
  });

  test('bears the name of the user, or the one given', async () => {
    await system.makeDeadLetters({ one: busy });
    await system.run('dead-letters', 'redrive', 'one', '--why', 'x');
    await system.redis.del('{ticketpost}:events:one', '{ticketpost}:events:wait');
    await system.makeDeadLetters({ one: busy });
    await system.run('dead-letters', 'redrive', 'one', '--why', 'x', '--by', 'paul');
    const order = JSON.stringify(await system.redis.hgetall(`ticketpost:order:${orderNo}`));
    expect([order.includes('olga'), order.includes('paul')]).toEqual([true, true]);
  });
});

describe('discard', () => {
  test('removes named ones', async () => {
    await system.makeDeadLetters({ one: busy, two: busy });
    const run = await system.run('dead-letters', 'discard', 'one', '--why', 'x', '--json');
    expect(json(run)).toEqual({ results: [{ deliveryId: 'one', outcome: 'discarded', orderNo }] });
    expect(await left()).toEqual(['two']);
  });

  test('--all asks for --yes, unless it is a dry run', async () => {
    await system.makeDeadLetters({ one: busy });
    const args = ['dead-letters', 'discard', '--all', '--why', 'x'];
    expect((await system.run(...args)).exitCode).toBe(2);
    expect((await system.run(...args, '--dry-run')).exitCode).toBe(0);
    expect(await left()).toEqual(['one']);
    expect((await system.run(...args, '--yes')).exitCode).toBe(0);
    expect(await left()).toEqual([]);
  });
});

test.each([
  [[]],
  [['dead-letters']],
  [['nonsense']],
  [['dead-letters', 'list', '--limit', 'x']],
  [['dead-letters', 'redrive', 'one']],
  [['dead-letters', 'redrive', 'one', '--why', ' ']],
  [['dead-letters', 'redrive', '--why', 'x']],
  [['dead-letters', 'redrive', 'one', '--all', '--why', 'x']],
  [['dead-letters', 'redrive', 'one', '--reason', 'busy', '--why', 'x']],
  [['quarantine', 'show']],
  [['quarantine', 'list', '--reason', 'busy']],
  [['quarantine', 'discard', '--all', '--why', 'x']],
])('%j is wrong usage', async (args) => {
  const { exitCode, output, remarks } = await system.run(...args);
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  expect(remarks).not.toEqual([]);
});

test.each([[['--help']], [['help']], [['dead-letters', 'redrive', '--help']]])(
  '%j is an answer',
  async (args) => {
    const { exitCode, output } = await system.run(...args);
    expect(exitCode).toBe(0);
    expect(output).not.toBe('');
  },
);
