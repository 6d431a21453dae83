import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { fillQueues, type FilledQueues } from '../support/fill-queues.ts';
import { codeOf, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { basic, makeUsers, operator, viewer } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let queues: FilledQueues;
let dashboard: RunningDashboard;

beforeAll(async () => {
  redis = await startTestRedis();
  queues = await fillQueues(redis.url);
  await queues.addFailed('failed-1');
  await queues.addDelayed('delayed-1');
  await queues.addWaiting('waiting-1');
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
});

afterAll(async () => {
  await dashboard.stop();
  await queues.stop();
  await redis.stop();
});

function askAs(user: typeof operator, path: string, init: RequestInit = {}) {
  return dashboard.ask(path, {
    ...init,
    headers: { Authorization: basic(user), 'Content-Type': 'application/json' },
  });
}

async function stateOf(id: string): Promise<string> {
  return queues.events.getJobState(id);
}

/** All that Redis holds of the queues, as it would be restored. */
async function dumpQueues(): Promise<unknown> {
  const keys = (await queues.redis.keys('*')).sort();
  return Promise.all(keys.map(async (key) => [key, await queues.redis.dumpBuffer(key)]));
}

const reads = [
  '/queues/',
  '/queues/queue/events?status=failed',
  '/queues/queue/events/failed-1',
  '/queues/api/queues?activeQueue=events&page=1&jobsPerPage=20',
  '/queues/api/queues?activeQueue=events&status=failed&page=1&jobsPerPage=20',
  '/queues/api/queues?activeQueue=quarantine&page=1&jobsPerPage=20',
  '/queues/api/queues/events/failed-1',
  '/queues/api/queues/events/failed-1/flow',
  '/queues/api/queues/events/failed-1/logs',
  '/queues/api/queues/events/waiting-1',
  '/queues/api/queues/quarantine/quarantined-1',
  '/queues/api/job-schedulers',
  '/queues/api/redis/stats',
];

describe.each(reads)('%s', (path) => {
  test.each([viewer, operator])('shows $name no sealed payload', async (user) => {
    const response = await askAs(user, path);
    expect(response.status).toBe(200);
    const body = await response.text();
    for (const payload of queues.payloads) {
      expect(body).not.toContain(payload);
      // Neither the key's id nor a part of it.
      expect(body).not.toContain(payload.slice(3, 23));
    }
    expect(body).not.toContain('k1.');
  });
});

test('a job says that its payload is sealed, and why it failed', async () => {
  const response = await askAs(viewer, '/queues/api/queues/events/failed-1');
  expect(await response.json()).toMatchObject({
    status: 'failed',
    job: {
      data: { deliveryId: 'failed-1', orderNo: 'ORDER-failed-1', payload: 'sealed' },
      failedReason: '550 no such mailbox',
    },
  });
});

const everyChange = [
  ['PUT', '/queues/api/queues/pause'],
  ['PUT', '/queues/api/queues/resume'],
  ['POST', '/queues/api/queues/events/add'],
  ['PUT', '/queues/api/queues/events/clean/failed'],
  ['PUT', '/queues/api/queues/events/pause'],
  ['PUT', '/queues/api/queues/events/resume'],
  ['PUT', '/queues/api/queues/events/concurrency'],
  ['PUT', '/queues/api/queues/events/rate-limit'],
  ['PUT', '/queues/api/queues/events/rate-limit/release'],
  ['PUT', '/queues/api/queues/events/empty'],
  ['PUT', '/queues/api/queues/events/obliterate'],
  ['PUT', '/queues/api/queues/events/job-schedulers/x/remove'],
  ['PATCH', '/queues/api/queues/events/job-schedulers/x'],
  ['PUT', '/queues/api/queues/events/job-schedulers/x/run'],
  ['PATCH', '/queues/api/queues/events/failed-1/update-data'],
  ['PATCH', '/queues/api/queues/events/delayed-1/delay'],
  ['PATCH', '/queues/api/queues/events/waiting-1/priority'],
  ['PUT', '/queues/api/queues/events/waiting-1/remove-unprocessed-children'],
  ['POST', '/queues/api/metrics/history/purge'],
  ['POST', '/queues/'],
  ['DELETE', '/queues/api/queues/events/failed-1'],
  ['PUT', '/QUEUES/API/QUEUES/EVENTS/EMPTY'],
  ['PUT', '/queues//api/queues/events/empty'],
  ['PUT', '/queues/api/queues/events/empty/'],
] as const;

const body = JSON.stringify({
  jobName: 'order.ticketed',
  jobData: {},
  name: 'x',
  data: {},
  runAt: 1,
  priority: 1,
  concurrency: 1,
  max: 1,
  duration: 1,
  force: true,
});

test.each(everyChange)(
  '%s %s is refused to an operator and changes nothing',
  async (method, path) => {
    const before = await dumpQueues();
    const response = await askAs(operator, path, { method, body });
    expect([response.status, await codeOf(response)]).toEqual([403, 'forbidden']);
    expect(await dumpQueues()).toEqual(before);
  },
);

test.each([
  ...everyChange,
  ['PUT', '/queues/api/queues/events/failed-1/retry'] as const,
  ['PUT', '/queues/api/queues/events/retry/failed'] as const,
  ['PUT', '/queues/api/queues/events/delayed-1/promote'] as const,
  ['PUT', '/queues/api/queues/events/promote'] as const,
  ['PUT', '/queues/api/queues/events/failed-1/clean'] as const,
  ['PUT', '/queues/api/queues/quarantine/quarantined-1/clean'] as const,
])('%s %s is refused to a viewer and changes nothing', async (method, path) => {
  const before = await dumpQueues();
  const response = await askAs(viewer, path, { method, body });
  expect([response.status, await codeOf(response)]).toEqual([403, 'forbidden']);
  expect(await dumpQueues()).toEqual(before);
});

describe('an operator', () => {
  test.each([
    ['retries a failed job', 'addFailed', 'failed', (id: string) => `${id}/retry`, 'waiting'],
    ['promotes a delayed job', 'addDelayed', 'delayed', (id: string) => `${id}/promote`, 'waiting'],
    ['removes a job', 'addFailed', 'failed', (id: string) => `${id}/clean`, 'unknown'],
    ['retries all failed jobs', 'addFailed', 'failed', () => 'retry/failed', 'waiting'],
    ['promotes all delayed jobs', 'addDelayed', 'delayed', () => 'promote', 'waiting'],
  ] as const)('%s', async (what, add, before, pathOf, after) => {
    const id = what.replaceAll(' ', '-');
    await queues[add](id);
    expect(await stateOf(id)).toBe(before);
    const path = `/queues/api/queues/events/${pathOf(id)}`;
    const response = await askAs(operator, path, { method: 'PUT' });
    expect(response.ok).toBe(true);
    expect(await stateOf(id)).toBe(after);
  });

  test('is told when the job is in another state by now', async () => {
    await queues.addWaiting('waiting-2');
    const path = '/queues/api/queues/events/waiting-2/promote';
    const response = await askAs(operator, path, { method: 'PUT' });
    expect([response.status, await codeOf(response)]).toEqual([409, 'job_conflict']);
  });
});

test.each([
  ['/nope', 404, 'not_found'],
  ['/queues/nope', 404, 'not_found'],
  ['/queues/static/nope.js', 404, 'not_found'],
  ['/queues/static/../../package.json', 404, 'not_found'],
  ['/queues/api/queues/nope/x', 404, 'not_found'],
  ['/queues/api/queues/events/nope', 404, 'not_found'],
  ['/queues/api/queues?page=x', 400, 'malformed_request'],
  ['/queues/api/queues?activeQueue=%25s', 400, 'malformed_request'],
  ['/%E0%A4%A', 404, 'not_found'],
  ['/queues/queue/%E0%A4%A', 400, 'malformed_request'],
])('%s is answered with a problem', async (path, status, code) => {
  const response = await askAs(operator, path);
  expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect([response.status, await codeOf(response)]).toEqual([status, code]);
});

test('no more whole jobs are read at once than fit, whatever is asked for', async () => {
  for (let n = 0; n < 25; n += 1) await queues.addDelayed(`many-${n}`);
  const path = '/queues/api/queues?activeQueue=events&status=delayed&page=1&jobsPerPage=100000';
  const { queues: shown } = (await (await askAs(viewer, path)).json()) as {
    queues: { name: string; jobs: unknown[] }[];
  };
  expect(shown.find(({ name }) => name === 'events')?.jobs).toHaveLength(20);
});
