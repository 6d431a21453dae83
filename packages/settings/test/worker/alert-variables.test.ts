import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { alertVariables } from '../../src/worker/alert-variables.ts';
import { warnOfUnsignedAlerts } from '../../src/worker/warn-of-unsigned-alerts.ts';

function read(environment: Record<string, string>) {
  return readEnvironment(alertVariables, environment, () => '');
}

const url = 'https://hooks.example.com/services/T0/B0/x';
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

test('nothing need be set', () => {
  expect(read({})).toMatchObject({
    kind: 'valid',
    config: {
      alertWebhookUrl: undefined,
      alertWebhookSecret: undefined,
      alertIntervalMs: 60_000,
      alertNoRecipientAfterMs: 1_800_000,
      alertOverdueAfterMs: 3_600_000,
      dashboardUrl: undefined,
    },
  });
});

describe('a variable', () => {
  test.each([
    ['ALERT_WEBHOOK_URL', url],
    ['ALERT_WEBHOOK_URL', 'http://alerts:8080/?room=1'],
    ['ALERT_WEBHOOK_SECRET', secret],
    ['ALERT_WEBHOOK_SECRET', `whsec_${Buffer.alloc(24).toString('base64')}`],
    ['ALERT_INTERVAL_MS', '1000'],
    ['ALERT_NO_RECIPIENT_AFTER_MS', '0'],
    ['DASHBOARD_URL', 'https://tickets.example.com/desk/'],
  ])('%s may be %j', (name, value) => {
    expect(read({ [name]: value })).toMatchObject({ kind: 'valid' });
  });

  test.each([
    ['ALERT_WEBHOOK_URL', 'of another kind', 'ftp://example.com/'],
    ['ALERT_WEBHOOK_URL', 'no URL', 'hooks.example.com'],
    ['ALERT_WEBHOOK_URL', 'with a password', 'https://me:hidden@example.com/'],
    ['ALERT_WEBHOOK_SECRET', 'without its mark', Buffer.alloc(32).toString('base64')],
    ['ALERT_WEBHOOK_SECRET', 'too short', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['ALERT_WEBHOOK_SECRET', 'too long', `whsec_${Buffer.alloc(65).toString('base64')}`],
    ['ALERT_WEBHOOK_SECRET', 'no Base64', 'whsec_hidden-hidden-hidden-hidden-hidden'],
    ['ALERT_INTERVAL_MS', 'too often', '999'],
    ['DASHBOARD_URL', 'with a query', 'https://tickets.example.com/?a=b'],
  ])('%s may not be %s', (name, _what, value) => {
    const reading = read({ [name]: value });
    expect(reading).toMatchObject({ kind: 'invalid', problems: [expect.stringContaining(name)] });
    expect(JSON.stringify(reading)).not.toContain('hidden');
  });
});

test.each([
  ['nothing', {}, false],
  ['a webhook without a secret', { ALERT_WEBHOOK_URL: url }, true],
  ['a webhook with one', { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret }, false],
])('%s is set: warned of %s', (_row, environment, isWarned) => {
  const reading = read(environment);
  if (reading.kind !== 'valid') throw new Error(reading.problems.join());
  expect(warnOfUnsignedAlerts(reading.config) !== undefined).toBe(isWarned);
});
