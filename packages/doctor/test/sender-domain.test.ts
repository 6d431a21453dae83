import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { checkSenderDomain } from '../src/dns/check-sender-domain.ts';
import { startDns, type Zone } from './start-dns.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
const dkim = { domain: 'example.com', selector: 'k1', privateKey };

let dns: Awaited<ReturnType<typeof startDns>> | undefined;
afterEach(async () => {
  await dns?.close();
  dns = undefined;
});

async function check(zone: Zone, domain = 'example.com', signing: typeof dkim | undefined = dkim) {
  dns = await startDns(zone);
  const from = { name: '', address: `tickets@${domain}` };
  const found = await checkSenderDomain({ domain, from, dkim: signing, resolver: dns.resolver });
  return found.map(({ name, status }) => `${name} ${status}`);
}

const good: Zone = {
  'example.com': {
    MX: [
      [20, 'spare.example.net'],
      [10, 'mx.example.net'],
    ],
    TXT: ['v=spf1 include:_spf.example.net -all', 'another text'],
    A: ['192.0.2.1'],
  },
  '_spf.example.net': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  'k1._domainkey.example.com': { TXT: [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject'] },
};

describe('the domain of a sender', () => {
  test('that is set up well', async () => {
    expect(await check(good)).toEqual(['dns.mx ok', 'dns.spf ok', 'dns.dkim ok', 'dns.dmarc ok']);
  });

  test('below one with a policy', async () => {
    const zone = { ...good, 'mail.example.com': { A: ['192.0.2.2'] } };
    expect(await check(zone, 'Mail.Example.com')).toEqual([
      'dns.mx warning',
      'dns.spf failed',
      'dns.dkim ok',
      'dns.dmarc ok',
    ]);
  });

  test('that nobody set up', async () => {
    expect(await check({})).toEqual([
      'dns.mx failed',
      'dns.spf failed',
      'dns.dkim failed',
      'dns.dmarc warning',
    ]);
  });

  test('of which the name service tells nothing', async () => {
    const zone: Zone = {
      'example.com': 'fail',
      'k1._domainkey.example.com': 'fail',
      '_dmarc.example.com': 'fail',
    };
    expect(await check(zone)).toEqual([
      'dns.mx warning',
      'dns.spf warning',
      'dns.dkim warning',
      'dns.dmarc warning',
    ]);
  });

  test('that another one signs for', async () => {
    const zone = { ...good, 'k1._domainkey.example.org': good['k1._domainkey.example.com'] ?? {} };
    expect(await check(zone, 'example.com', { ...dkim, domain: 'example.org' })).toEqual([
      'dns.mx ok',
      'dns.spf ok',
      'dns.dkim ok',
      'dns.dkim warning',
      'dns.dmarc ok',
    ]);
  });

  test.each(['example.test', 'localhost'])('%s is not asked for', async (domain) => {
    expect(await check({}, domain)).toEqual(['dns skipped']);
  });

  test('that is not signed for here', async () => {
    dns = await startDns(good);
    const from = { name: '', address: 'tickets@example.com' };
    const found = await checkSenderDomain({
      domain: 'example.com',
      from,
      dkim: undefined,
      resolver: dns.resolver,
    });
    expect(found.map(({ status }) => status)).toEqual(['ok', 'ok', 'skipped', 'ok']);
  });
});
