import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { startSystem, type AppProcess, type System } from './start-system.ts';

let system: System;
let worker: AppProcess;
let dashboard: Awaited<ReturnType<System['startDashboard']>>;

beforeAll(async () => {
  system = await startSystem();
  worker = await system.startWorker();
  dashboard = await system.startDashboard();
});
afterAll(async () => {
  await system.close();
});

/** Asks again and again, as Prometheus does. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (await isSo()) return;
  }
  throw new Error(`it never came to that: ${what}`);
}

const processes = (app: string) => dashboard.metric(`ticketpost_live_processes{app="${app}"}`);

test('a delivery and its mail are counted from the door to the mail server', async () => {
  const { orderNo } = (sampleDelivery() as { data: { orderNo: string } }).data;
  const mail = system.nextMailOf(orderNo);
  expect((await system.postSample()).status).toBe(200);
  await mail;
  expect(await system.ingest.metric('ticketpost_deliveries_total{outcome="accepted"}')).toBe(1);
  const acknowledged = 'ticketpost_acknowledgement_seconds_count{outcome="accepted"}';
  expect(await system.ingest.metric(acknowledged)).toBe(1);
  await until(
    'the confirmation is counted as sent',
    async () => (await worker.metric('ticketpost_confirmations_total{outcome="sent"}')) === 1,
  );
  const answered = 'ticketpost_smtp_answers_total{answer="2xx",class="accepted"}';
  expect(await worker.metric(answered)).toBe(1);
  expect(await worker.metric('ticketpost_attempt_stage_seconds_count{stage="submitting"}')).toBe(1);
  expect(await worker.metric('ticketpost_attempt_stage_seconds_count{stage="other"}')).toBe(0);
  await until(
    'the dashboard sees the job end',
    async () => (await dashboard.metric('ticketpost_queue_jobs{state="completed"}')) === 1,
  );
  expect(await dashboard.metric('ticketpost_redis_up')).toBe(1);
  expect(await dashboard.metric('ticketpost_oldest_owed_confirmation_age_seconds')).toBe(0);
  const lines = [worker, system.ingest].flatMap(({ lines: written }) => written);
  expect(lines.filter((line) => line.includes('could not be told to Redis'))).toEqual([]);
});

test('a process is counted while it lives, and gone with its end', async () => {
  for (const app of ['ingest', 'worker', 'dashboard']) {
    await until(`one ${app} is there`, async () => (await processes(app)) === 1);
  }
  const second = await system.startWorker();
  await until('two workers are there', async () => (await processes('worker')) === 2);
  expect(await second.stop()).toEqual({ code: 0, signal: null });
  await until('one worker is left', async () => (await processes('worker')) === 1);
});

test('without Redis the numbers are gone, not old', async () => {
  await system.redis.kill();
  await until('Redis is away', async () => (await dashboard.metric('ticketpost_redis_up')) === 0);
  // A sample that is not written reads as 0 here.
  expect(await dashboard.metric('ticketpost_queue_jobs{state="completed"}')).toBe(0);
  await system.redis.restart();
  await until(
    'the numbers are back',
    async () => (await dashboard.metric('ticketpost_queue_jobs{state="completed"}')) === 1,
  );
});
