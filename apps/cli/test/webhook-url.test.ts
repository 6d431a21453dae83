import { describe, expect, test } from '@jest/globals';
import { maskWebhookUrl, readWebhookUrl } from '../src/webhook-url.ts';

const secret = 'a-secret-of-24-characters';
const good = `https://hooks.example.com/webhooks/atlas/${secret}`;

describe('an address', () => {
  test.each([
    ['as it should be', good, good],
    ['with a line break at its end', `${good}\n`, good],
    ['with a port', good.replace('.com/', '.com:8443/'), good.replace('.com/', '.com:8443/')],
    ['behind a proxy that adds a path', good.replace('/webhooks', '/in/webhooks'), undefined],
    ['with a host in capitals', good.replace('hooks.example.com', 'HOOKS.example.com'), good],
  ])('%s is fine', (_, given, href = given) => {
    expect(readWebhookUrl(given)).toEqual({ kind: 'url', href, warnings: [] });
  });

  test.each([
    ['nothing', ''],
    ['no URL', 'hooks.example.com'],
    ['of another scheme', 'ftp://hooks.example.com/webhooks/atlas/x'],
    ['plain http', good.replace('https', 'http')],
    ['plain http to a host that is only named like this machine', 'http://localhost.example.com/'],
    ['plain http to a private address', 'http://10.0.0.1/webhooks/atlas/x'],
    ['with a query', `${good}?a=b`],
    ['with an empty query', `${good}?`],
    ['with a fragment', `${good}#a`],
    ['with a user', good.replace('//', '//user@')],
    ['with a password', good.replace('//', '//:password@')],
    ['two lines', `${good}\n${good}`],
    ['with a blank in it', good.replace('a-secret', 'a secret')],
    ['with a letter outside ASCII', good.replace('a-secret', 'ä-secret')],
  ])('%s is refused', (_, given) => {
    const reading = readWebhookUrl(given);
    expect(reading.kind).toBe('invalid');
    expect(JSON.stringify(reading)).not.toContain(secret);
  });

  test('has all its problems found', () => {
    expect(readWebhookUrl('http://user@h.example.com/?a#b')).toMatchObject({
      problems: { length: 4 },
    });
  });

  test.each([
    ['of this machine by name', good.replace('https://hooks.example.com', 'http://localhost:3000')],
    ['of this machine by number', good.replace('https://hooks.example.com', 'http://127.0.0.2')],
    ['of this machine in IPv6', good.replace('https://hooks.example.com', 'http://[::1]:80')],
    ['without a secret', 'https://hooks.example.com/'],
    ['with an empty secret', 'https://hooks.example.com/webhooks/atlas/'],
    ['with a short secret', 'https://hooks.example.com/webhooks/atlas/123456789012345'],
    ['with something behind the secret', `${good}/`],
    ['with the development secret', `https://h.example.com/webhooks/atlas/development-only-secret`],
  ])('%s is warned of once', (_, given) => {
    const reading = readWebhookUrl(given);
    expect(reading).toMatchObject({ kind: 'url', warnings: { length: 1 } });
    expect(JSON.stringify(reading.kind === 'url' && reading.warnings)).not.toContain(secret);
  });
});

test.each([
  [good, 'https://hooks.example.com/webhooks/atlas/a-se…'],
  ['https://h.example.com/webhooks/atlas/abcdefgh', 'https://h.example.com/webhooks/atlas/ab…'],
  ['https://h.example.com/webhooks/atlas/abc', 'https://h.example.com/webhooks/atlas/…'],
  ['https://h.example.com/webhooks/atlas/', 'https://h.example.com/webhooks/atlas/'],
  [`https://h.example.com/${secret}/in`, 'https://h.example.com/a-se…/…'],
  ['https://h.example.com/', 'https://h.example.com/'],
])('%s is shown as %s', (href, shown) => {
  expect(maskWebhookUrl(href)).toBe(shown);
});
