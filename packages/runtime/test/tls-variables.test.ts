import { beforeAll, describe, expect, test } from '@jest/globals';
import { readEnvironment, tlsVariables } from '@ticketpost/runtime';
import {
  createTestAuthority,
  type IssuedCertificate,
  type TestAuthority,
} from '@ticketpost/testkit';

let authority: TestAuthority;
let client: IssuedCertificate;
let other: IssuedCertificate;
beforeAll(async () => {
  authority = await createTestAuthority();
  client = await authority.issue(['worker']);
  other = await authority.issue(['other']);
});

const read = (environment: Record<string, string>, file = '') =>
  readEnvironment(tlsVariables, environment, () => file);

describe('TLS_CA', () => {
  test('may be one authority or several, from a file or with \\n for line breaks', () => {
    const two = `${authority.ca}\n# a remark\n${client.cert}`;
    expect(read({ TLS_CA: two })).toMatchObject({ kind: 'valid', config: { tlsCa: two } });
    expect(read({ TLS_CA: authority.ca.trim().replaceAll('\n', '\\n') })).toMatchObject({
      config: { tlsCa: authority.ca.trim() },
    });
    expect(read({ TLS_CA_FILE: '/etc/ssl/own.pem' }, authority.ca)).toMatchObject({
      config: { tlsCa: authority.ca.trim() },
    });
  });

  test.each<[string, () => string]>([
    ['no PEM', () => '/etc/ssl/own.pem'],
    ['a private key', () => client.key],
    ['a private key beside a certificate', () => `${client.cert}\n${client.key}`],
    ['half of a certificate', () => authority.ca.slice(0, 300)],
    ['a certificate and half of one', () => `${authority.ca}\n${authority.ca.slice(0, 300)}`],
    [
      'a certificate of nothing',
      () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    ],
  ])('is refused for %s, which is not shown', (_what, pem) => {
    const reading = read({ TLS_CA_FILE: '/etc/ssl/own.pem' }, pem());
    expect(reading).toEqual({ kind: 'invalid', problems: [expect.stringContaining('TLS_CA')] });
    expect(JSON.stringify(reading)).not.toContain(pem().split('\n')[1] ?? pem());
  });
});

describe('REDIS_TLS_CLIENT', () => {
  test.each<[string, () => string]>([
    ['certificate and key', () => `${client.cert}\n${client.key}`],
    ['key and certificate', () => `${client.key}\n${client.cert}`],
  ])('may be %s', (_what, pem) => {
    expect(read({ REDIS_TLS_CLIENT: pem() })).toMatchObject({ kind: 'valid' });
  });

  test.each<[string, () => string]>([
    ['a certificate alone', () => client.cert],
    ['a key alone', () => client.key],
    ['a certificate and the key of another', () => `${client.cert}\n${other.key}`],
    ['no PEM', () => 'client.pem'],
  ])('is refused for %s', (_what, pem) => {
    expect(read({ REDIS_TLS_CLIENT: pem() })).toMatchObject({ kind: 'invalid' });
  });
});
