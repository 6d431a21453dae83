import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { nextAttempt } from './attempt-line.ts';
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
