import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { workerVariables } from '../../src/worker/worker-variables.ts';
import { judgeWorkerSettings } from '../../src/worker/judge-worker-settings.ts';

function judge(environment: Record<string, string>): string[] {
  const whole = { MAIL_FROM: 'tickets@example.com', ...environment };
  const reading = readEnvironment(workerVariables, whole, () => '');
  if (reading.kind === 'invalid') throw new Error(reading.problems.join());
  return judgeWorkerSettings(reading.config);
}

test('what is set by default is fine together', () => {
  expect(judge({})).toEqual([]);
});

test('every half of something is told of at once', () => {
  const problems = judge({
    DKIM_DOMAIN: 'example.com',
    ATLAS_CLIENT_ID: 'blue-travel',
    TEMPLATE_DIR: '/nowhere/at/all',
  });
  expect(problems.map((problem) => problem.split(/[ :]/)[0])).toEqual([
    'ATLAS_BASE_URL',
    'DKIM_SELECTOR',
    'TEMPLATE_DIR',
  ]);
});

test('what is asked by HTTP must be outside or named, and encrypted, in production', () => {
  const urls = {
    NODE_ENV: 'production',
    PAYLOAD_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    BOOKING_LOOKUP_URL: 'http://booking.internal/orders/{orderNo}',
    ATLAS_BASE_URL: 'https://10.0.0.1',
    ATLAS_CLIENT_ID: 'blue-travel',
    ATLAS_CLIENT_SECRET: randomBytes(24).toString('base64url'),
    ALERT_WEBHOOK_URL: 'https://169.254.169.254/latest/the-path',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
  };
  const problems = judge(urls);
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'BOOKING_LOOKUP_URL',
    'ATLAS_BASE_URL',
    'ALERT_WEBHOOK_URL',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]);
  expect(problems.join()).not.toContain('the-path');
  const named = 'booking.internal,10.0.0.0/8,169.254.169.254,localhost';
  expect(judge({ ...urls, OUTBOUND_PRIVATE_HOSTS: named })).toEqual([]);
});
