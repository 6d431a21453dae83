import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { json, orderNo, startSystem } from './start-system.ts';

const k2 = `k2:${Buffer.alloc(32, 8).toString('base64')}`;
const remedy = 'Put key "k1" back into PAYLOAD_KEYS, behind the first.';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(async () => {
  await system.stop();
});
beforeEach(async () => {
  await system.redis.flushall();
  await system.sendOrder(orderNo, ['QWERTY']);
  await system.makeDeadLetters({ d1: 'mailbox_refused: 550' });
  await system.keep('d2', '{"a');
});

/** As somebody who was not given the key that sealed everything. */
const without = (...args: string[]) =>
  system.runWith({ env: { PAYLOAD_KEYS: k2 }, answer: true }, ...args);
const why = ['--why', 'asked'];

describe('without the key that sealed it, its id and the remedy are named', () => {
  test('by an order, of which the rest is shown', async () => {
    const run = await without('order', orderNo);
    expect(run.exitCode).toBe(0);
    expect(run.output).toContain(remedy);
    expect(run.output).toContain('received');
    expect(json(await without('order', orderNo, '--json'))).toMatchObject({
      order: { state: 'sent', missingKeys: ['k1'] },
    });
  });

  test.each([
    ['resend', ['resend', orderNo, ...why]],
    ['redrive of a dead letter', ['dead-letters', 'redrive', 'd1', ...why]],
    ['release from quarantine', ['quarantine', 'release', 'd2', ...why]],
  ])('by a %s, which is not done', async (_what, args) => {
    const run = await without(...args);
    expect(run.exitCode).toBe(1);
    expect(`${run.output}${run.remarks.join('\n')}`).toMatch(/Put key "k1" back into PAYLOAD_KEYS/);
    // Nothing is lost: with the key it is done.
    expect((await system.runWith({ answer: true }, ...args)).exitCode).not.toBe(69);
  });

  test('by what is shown of a quarantined delivery', async () => {
    expect((await without('quarantine', 'show', 'd2')).output).toContain(remedy);
    expect(json(await without('quarantine', 'show', 'd2', '--json'))).toMatchObject({
      keyId: 'k1',
    });
  });

  test('by the list of dead letters, which is shown', async () => {
    const run = await without('dead-letters', 'list');
    expect(run.output).toContain('mailbox_refused: 550');
    expect(run.remarks).toEqual([expect.stringContaining(remedy)]);
    expect(json(await without('dead-letters', 'list', '--json'))).toMatchObject({
      deadLetters: [{ deliveryId: 'd1', missingKey: 'k1' }],
    });
    expect((await system.run('dead-letters', 'list')).remarks).toEqual([]);
  });

  test('by the evidence that is not found, once it is known what is sealed', async () => {
    const deliveryId = '00000000-0000-4000-8000-000000000001';
    expect((await system.run('evidence', deliveryId)).exitCode).toBe(0);
    await system.run('reseal', '--dry-run');
    expect(await without('evidence', deliveryId)).toMatchObject({
      exitCode: 1,
      remarks: [
        'nothing is on record of such a delivery',
        `note: some of what is stored cannot be found. It was sealed with the key "k1", which is not at hand. ${remedy}`,
      ],
    });
  });

  test('by the export of an order, of which the rest is printed', async () => {
    const found = json(await without('export', orderNo));
    expect(found).toMatchObject({ orderNo, state: 'sent', missingKeys: ['k1'] });
    expect(json(await system.run('export', orderNo))).not.toHaveProperty('missingKeys');
  });

  test('by the audit log', async () => {
    await system.run('dead-letters', 'discard', 'd1', ...why);
    const run = await without('audit', 'list');
    expect(run.output).toContain('sealed with the key "k1": put it back into PAYLOAD_KEYS');
    const exported = await without('audit', 'export');
    expect(exported.output).toContain('"isUnreadable":true,"missingKey":"k1"');
  });

  test('by a search that finds nothing, once it is known what is sealed', async () => {
    expect((await system.run('order', 'QWERTY')).exitCode).toBe(0);
    await system.run('reseal', '--dry-run');
    const run = await without('order', 'QWERTY');
    expect(run).toMatchObject({
      exitCode: 1,
      remarks: [
        'no order is known by that',
        'note: without key "k1" some orders are found by their order number alone: put it back into PAYLOAD_KEYS',
      ],
    });
  });

  test('by the doctor', async () => {
    const run = await system.runWith({ env: { PAYLOAD_KEYS: k2 } }, 'doctor', '--only', 'keys');
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain('PAYLOAD_KEYS has no key "k1"');
  });
});
