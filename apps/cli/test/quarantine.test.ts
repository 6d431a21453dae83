import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery } from '@ticketpost/testkit';
import { json, orderNo, receivedAt, startSystem } from './start-system.ts';

const body = JSON.stringify(buildDelivery({ orderNo }));

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

describe('list', () => {
  test('has stable fields in JSON, and nothing of the body', async () => {
    await system.keep('one', body);
    await system.keep('two', body);
    await system.redis.hset('{ticketpost}:quarantine:two', 'data', '{"v":2}');
    expect(json(await system.run('quarantine', 'list', '--json'))).toEqual({
      deliveries: [
        {
          deliveryId: 'one',
          kind: 'delivery',
          receivedAt,
          reason: 'invalid_event',
          problems: [{ pointer: '/cid', message: 'is foreign' }],
        },
        { deliveryId: 'two', kind: 'unreadable', receivedAt: expect.any(String) },
      ],
      hasMore: false,
    });
    const { output } = await system.run('quarantine', 'list');
    expect(output).toMatch(/one +invalid_event +\/cid is foreign\n.*two +unreadable/);
  });
});

describe('show', () => {
  test('says what this version makes of a delivery, and nothing personal', async () => {
    await system.keep('one', body);
    const run = await system.run('quarantine', 'show', 'one', '--json');
    expect(json(run)).toEqual({
      deliveryId: 'one',
      receivedAt,
      reason: 'invalid_event',
      problems: [{ pointer: '/cid', message: 'is foreign' }],
      content: 'event',
      type: 'order.ticketed',
      orderNo,
    });
    const { exitCode, output } = await system.run('quarantine', 'show', 'one');
    expect(exitCode).toBe(0);
    expect(output).toContain(orderNo);
    for (const text of [run.output, output]) expect(text).not.toContain('SAMPLE/PASSENGER');
  });

  test('--body is the body alone, as it came', async () => {
    await system.keep('one', body);
    expect((await system.run('quarantine', 'show', 'one', '--body')).output).toBe(body);
    const inJson = await system.run('quarantine', 'show', 'one', '--body', '--json');
    expect(json(inJson)).toMatchObject({ body, bodyEncoding: 'utf8' });
  });

  test('--body in JSON is base64 where it is no text', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    await system.keep('one', bytes);
    expect(json(await system.run('quarantine', 'show', 'one', '--body', '--json'))).toMatchObject({
      content: 'malformed_json',
      body: bytes.toString('base64'),
      bodyEncoding: 'base64',
    });
  });

  test('of what is not there exits with 1', async () => {
    const run = await system.run('quarantine', 'show', 'one', '--json');
    expect(run.exitCode).toBe(1);
    expect(json(run)).toEqual({ deliveryId: 'one', outcome: 'not_found' });
  });
});

describe('release and discard', () => {
  test('release lets in what can be read, and keeps the rest', async () => {
    await system.keep('one', body);
    await system.keep('two', '{');
    const run = await system.run('quarantine', 'release', '--all', '--why', 'x', '--json');
    expect(run.exitCode).toBe(1);
    expect(json(run)).toEqual({
      results: [
        { deliveryId: 'one', outcome: 'released', type: 'order.ticketed', orderNo },
        { deliveryId: 'two', outcome: 'malformed_json', problems: [] },
      ],
    });
    expect(json(await system.run('quarantine', 'list', '--json'))).toMatchObject({
      deliveries: [{ deliveryId: 'two' }],
    });
    expect(await system.redis.lrange('{ticketpost}:events:wait', 0, -1)).toEqual(['one']);
  });

  test('discard removes for good', async () => {
    await system.keep('one', '{');
    const run = await system.run('quarantine', 'discard', 'one', '--why', 'x', '--json');
    expect(json(run)).toEqual({ results: [{ deliveryId: 'one', outcome: 'discarded' }] });
    expect(json(await system.run('quarantine', 'list', '--json'))).toEqual({
      deliveries: [],
      hasMore: false,
    });
  });
});
