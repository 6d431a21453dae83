import { expect, test } from '@jest/globals';
import { listOwnMetrics } from './own-metrics.ts';

const metrics = listOwnMetrics();

test.each(metrics)("$name follows Prometheus' conventions", ({ name, type, help, labels }) => {
  expect(name).toMatch(/^ticketpost_[a-z]+(_[a-z]+)*$/);
  expect(name.endsWith('_total')).toBe(type === 'counter');
  if (type === 'histogram') expect(name).toMatch(/_(seconds|bytes)$/);
  expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb)(_|$)/);
  expect(help).toMatch(/^[A-Z]/);
  expect(labels.length).toBeLessThanOrEqual(2);
});

test('no metric is exported by two apps, so that nothing is counted twice', () => {
  const names = metrics.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('what Redis holds is exported by the dashboard alone', () => {
  const stateful = /queue_jobs|waiting|owed|dead_letters|quarantined|no_recipient/;
  const apps = metrics.filter(({ name }) => stateful.test(name)).map(({ app }) => app);
  expect(apps.length).toBeGreaterThan(5);
  expect(new Set(apps)).toEqual(new Set(['dashboard']));
});
