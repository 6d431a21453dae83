import { describe, expect, test } from '@jest/globals';
import { judgeDmarc } from '../src/dns/judge-dmarc.ts';
import { judgeMx } from '../src/dns/judge-mx.ts';

describe('a DMARC record', () => {
  const judge = (records: string[], at = 'mail.example.com', dkimDomain?: string) =>
    judgeDmarc('mail.example.com', { at, texts: { kind: 'records', records } }, { dkimDomain });

  test.each([
    ['that rejects', ['v=DMARC1; p=reject'], 'ok'],
    ['that quarantines', ['v=DMARC1;p=quarantine;pct=50'], 'ok'],
    ['that watches', ['v=DMARC1; p=none; rua=mailto:reports@example.com'], 'ok'],
    ['that does nothing', ['v=DMARC1; p=none'], 'warning'],
    ['that is missing', ['v=spf1 -all'], 'warning'],
    ['of a similar version', ['v=DMARC10; p=reject'], 'warning'],
    ['without a policy', ['v=DMARC1; rua=mailto:reports@example.com'], 'failed'],
    ['with a policy that is none', ['v=DMARC1; p=refuse'], 'failed'],
    ['that stands there twice', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'failed'],
  ])('%s', (_what, records, status) => {
    const diagnosis = judge(records);
    expect(diagnosis).toMatchObject({ name: 'dns.dmarc', status });
    expect(diagnosis.remedy === undefined).toBe(status === 'ok');
  });

  test('of a domain above has a policy for those below', () => {
    const above = judge(
      ['v=DMARC1; p=reject; sp=none; rua=mailto:reports@example.com'],
      'example.com',
    );
    expect(above.finding).toBe('p=none at _dmarc.example.com');
    expect(judge(['v=DMARC1; p=reject'], 'example.com').finding).toContain('p=reject');
  });

  test.each([
    ['example.com', 'warning'],
    ['mail.example.com', 'ok'],
    [undefined, 'ok'],
  ])('that wants the very domain, signed by %s', (dkimDomain, status) => {
    expect(judge(['v=DMARC1; p=reject; adkim=s'], 'mail.example.com', dkimDomain).status).toBe(
      status,
    );
  });
});

test.each([
  [
    'a server',
    { kind: 'records', records: [{ exchange: 'mx.example.net', priority: 1 }] },
    true,
    'ok',
  ],
  ['none, but an address', { kind: 'none' }, true, 'warning'],
  ['nothing', { kind: 'none' }, false, 'failed'],
  [
    'the word that it takes none',
    { kind: 'records', records: [{ exchange: '', priority: 0 }] },
    true,
    'failed',
  ],
  ['no answer', { kind: 'failed', code: 'ESERVFAIL' }, false, 'warning'],
] as const)('a domain with %s for its mail', (_what, mx, hasAddress, status) => {
  expect(judgeMx('example.com', mx, { hasAddress })).toMatchObject({ name: 'dns.mx', status });
});
