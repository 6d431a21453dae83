import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { judgeDkim } from '../src/dns/judge-dkim.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey: short } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const { privateKey: foreign } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (key: typeof privateKey, type: 'spki' | 'pkcs1' = 'spki') =>
  createPublicKey(key).export({ type, format: 'der' }).toString('base64');

const dkim = { domain: 'example.com', selector: 'k1', privateKey };
const p = encode(privateKey);

test.each([
  ['the key as most write it', [`v=DKIM1; k=rsa; p=${p}`], 'ok'],
  ['the key alone', [`p=${p}`], 'ok'],
  ['the key in another form', [`v=DKIM1; p=${encode(privateKey, 'pkcs1')}`], 'ok'],
  [
    'the key with blanks and no padding',
    [`v=DKIM1; p= ${p.slice(0, 40)} ${p.slice(40).replace(/=/g, '')};`],
    'ok',
  ],
  ['the algorithm among others', [`v=DKIM1; h=sha1:sha256; s=tlsrpt:email; t=s; p=${p}`], 'ok'],
  ['a test', [`v=DKIM1; t=y:s; p=${p}`], 'warning'],
  ['another key', [`v=DKIM1; p=${encode(foreign)}`], 'failed'],
  ['no key any more', ['v=DKIM1; p='], 'failed'],
  ['a key of another kind', [`v=DKIM1; k=ed25519; p=${p}`], 'failed'],
  ['an old algorithm only', [`v=DKIM1; h=sha1; p=${p}`], 'failed'],
  ['another service only', [`v=DKIM1; s=tlsrpt; p=${p}`], 'failed'],
  ['another version', [`v=DKIM2; p=${p}`], 'failed'],
  ['two records', [`v=DKIM1; p=${p}`, `v=DKIM1; p=${p}`], 'failed'],
])('a record with %s', (_what, records, status) => {
  const diagnosis = judgeDkim(dkim, { kind: 'records', records });
  expect(diagnosis).toMatchObject({ name: 'dns.dkim', status });
  expect(diagnosis.remedy === undefined).toBe(status === 'ok');
});

test('without a record the remedy is the record itself', () => {
  const { status, remedy } = judgeDkim(dkim, { kind: 'none' });
  expect(status).toBe('failed');
  expect(remedy).toContain(`k1._domainkey.example.com: v=DKIM1; k=rsa; p=${p}`);
  const published = judgeDkim(dkim, { kind: 'records', records: [remedy?.split(': ')[1] ?? ''] });
  expect(published.status).toBe('ok');
});

test('a short key counts, and is warned of', () => {
  const diagnosis = judgeDkim(
    { ...dkim, privateKey: short },
    { kind: 'records', records: [`v=DKIM1; p=${encode(short)}`] },
  );
  expect(diagnosis.status).toBe('warning');
});
