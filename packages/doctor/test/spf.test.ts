import { describe, expect, test } from '@jest/globals';
import { judgeSpf } from '../src/dns/judge-spf.ts';
import { countSpfLookups, parseSpf } from '../src/dns/spf-record.ts';

const nothing = { lookups: 0, broken: [] };
const judge = (records: string[], counted: { lookups: number; broken: string[] } = nothing) =>
  judgeSpf('example.com', { kind: 'records', records }, counted);

describe('an SPF record', () => {
  test.each([
    ['that includes a provider', ['v=spf1 include:_spf.example.net -all'], 'ok'],
    ['that is soft at its end', ['v=spf1 a mx ~all'], 'ok'],
    ['that names addresses', ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all'], 'ok'],
    ['that redirects', ['v=spf1 redirect=_spf.example.net'], 'ok'],
    ['beside other texts', ['google-site-verification=x', 'v=spf1 mx -all'], 'ok'],
    ['in capitals', ['V=SPF1 MX -ALL'], 'ok'],
    [
      'with terms of another domain',
      ['v=spf1 a:mail.example.net/24 mx:example.net//64 -all'],
      'ok',
    ],
    ['with a macro', ['v=spf1 exists:%{i}._spf.example.com -all'], 'ok'],
    ['with an unknown modifier', ['v=spf1 mx ra=postmaster -all'], 'ok'],
    ['that says nothing of others', ['v=spf1 mx ?all'], 'warning'],
    ['that has no end', ['v=spf1 mx'], 'warning'],
    ['that is missing', ['hello'], 'failed'],
    ['of a similar version', ['v=spf10 mx -all'], 'failed'],
    ['that stands there twice', ['v=spf1 mx -all', 'v=spf1 a -all'], 'failed'],
    ['that lets everybody', ['v=spf1 +all'], 'failed'],
    ['that lets everybody, without a sign', ['v=spf1 mx all'], 'failed'],
    ['that lets nobody', ['v=spf1 -all'], 'failed'],
    ['that only forbids', ['v=spf1 -ip4:192.0.2.1 ~all'], 'failed'],
    ['with a typing mistake', ['v=spf1 inlcude:_spf.example.net -all'], 'failed'],
    ['with an include of nothing', ['v=spf1 include: -all'], 'failed'],
  ])('%s', (_what, records, status) => {
    const diagnosis = judge(records);
    expect(diagnosis).toMatchObject({ name: 'dns.spf', status });
    expect(diagnosis.remedy === undefined).toBe(status === 'ok');
  });

  test('of which there is none at all fails, and an unanswered question does not', () => {
    expect(judgeSpf('example.com', { kind: 'none' }, nothing).status).toBe('failed');
    const silent = judgeSpf('example.com', { kind: 'failed', code: 'ETIMEOUT' }, nothing);
    expect(silent.status).toBe('warning');
    expect(silent.finding).toContain('ETIMEOUT');
  });

  test.each([
    [10, [], 'ok'],
    [11, [], 'failed'],
    [2, ['gone.example.net'], 'failed'],
  ])('that takes %i look-ups and includes without a policy: %j', (lookups, broken, status) => {
    expect(judge(['v=spf1 mx -all'], { lookups, broken }).status).toBe(status);
  });
});

describe('look-ups', () => {
  const count = (zone: Readonly<Record<string, string[]>>, record: string) =>
    countSpfLookups(
      {
        resolveTxt: (name) => {
          const texts = zone[name];
          if (texts === undefined)
            return Promise.reject(Object.assign(new Error(), { code: 'ENODATA' }));
          return Promise.resolve(texts.map((text) => [text]));
        },
      },
      parseSpf(record),
    );

  test('are counted through what is included', async () => {
    const zone = {
      'a.test': ['v=spf1 include:b.test mx ~all'],
      'b.test': ['other', 'v=spf1 ip4:192.0.2.1 a:one.test exists:two.test -all'],
    };
    expect(await count(zone, 'v=spf1 include:a.test a -all')).toEqual({ lookups: 6, broken: [] });
  });

  test('end where policies include each other', async () => {
    const zone = {
      'a.test': ['v=spf1 include:b.test -all'],
      'b.test': ['v=spf1 include:a.test -all'],
    };
    const { lookups } = await count(zone, 'v=spf1 include:a.test -all');
    expect(lookups).toBeGreaterThan(10);
  });

  test('of what has no policy, or two, are told', async () => {
    const zone = { 'two.test': ['v=spf1 -all', 'v=spf1 mx -all'], 'text.test': ['hello'] };
    const record = 'v=spf1 include:none.test include:two.test include:text.test -all';
    expect(await count(zone, record)).toEqual({
      lookups: 3,
      broken: ['none.test', 'two.test', 'text.test'],
    });
  });

  test('behind the end of a record count for nothing', () => {
    expect(parseSpf('v=spf1 -all include:a.test redirect=b.test').lookups).toEqual([]);
  });
});
