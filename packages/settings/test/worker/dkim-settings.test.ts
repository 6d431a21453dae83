import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readEnvironment, type Environment } from '@ticketpost/runtime';
import {
  findDkimSettings,
  judgeDkimSettings,
  warnOfAlignment,
} from '../../src/worker/dkim-settings.ts';
import { dkimVariables } from '../../src/worker/dkim-variables.ts';
import { parseSender } from '../../src/worker/sender.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const exportPem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const pem = exportPem(privateKey);

const whole = { DKIM_DOMAIN: 'example.com', DKIM_SELECTOR: 'k1', DKIM_PRIVATE_KEY: pem };

const read = (environment: Environment) =>
  readEnvironment(dkimVariables, environment, (path) => (path === '/run/key' ? pem : ''));
function readConfig(environment: Environment) {
  const reading = read(environment);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join());
  return reading.config;
}

test('with none of the three nothing is signed, and nothing is wrong', () => {
  expect(judgeDkimSettings(readConfig({}))).toBeUndefined();
  expect(findDkimSettings(readConfig({}))).toBeUndefined();
});

test.each<[string, Environment]>([
  ['with its line breaks', whole],
  ['in one line', { ...whole, DKIM_PRIVATE_KEY: pem.replaceAll('\n', '\\n') }],
  [
    'of the older form',
    { ...whole, DKIM_PRIVATE_KEY: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString() },
  ],
  ['in a file', { ...whole, DKIM_PRIVATE_KEY: '', DKIM_PRIVATE_KEY_FILE: '/run/key' }],
])('a key %s signs', (_form, environment) => {
  const config = readConfig(environment);
  expect(judgeDkimSettings(config)).toBeUndefined();
  const settings = findDkimSettings(config);
  expect(settings).toMatchObject({ domain: 'example.com', selector: 'k1' });
  expect(settings?.privateKey.equals(privateKey)).toBe(true);
});

describe('the three together', () => {
  test.each(Object.keys(whole))('are all needed: without %s it is named alone', (name) => {
    const problem = judgeDkimSettings(readConfig({ ...whole, [name]: '' }));
    expect(problem?.split(' ')[0]).toBe(name);
  });

  test('miss two where one is set', () => {
    const problem = judgeDkimSettings(readConfig({ DKIM_SELECTOR: 'k1' }));
    expect(problem).toMatch(/^DKIM_DOMAIN and DKIM_PRIVATE_KEY or DKIM_PRIVATE_KEY_FILE /);
  });
});

describe('a value that is refused', () => {
  const ed25519 = exportPem(generateKeyPairSync('ed25519').privateKey);
  const short = exportPem(generateKeyPairSync('rsa', { modulusLength: 768 }).privateKey);
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const locked = privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString();

  test.each([
    ['DKIM_PRIVATE_KEY', 'a key that nodemailer cannot sign with', ed25519],
    ['DKIM_PRIVATE_KEY', 'a key that is too short', short],
    ['DKIM_PRIVATE_KEY', 'a key with a passphrase', locked],
    [
      'DKIM_PRIVATE_KEY',
      'a public key',
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['DKIM_PRIVATE_KEY', 'half a key', pem.slice(0, 200)],
    ['DKIM_PRIVATE_KEY', 'words', 'in a file'],
    ['DKIM_DOMAIN', 'one label', 'localhost'],
    ['DKIM_DOMAIN', 'letters beyond ASCII', 'bücher.example'],
    ['DKIM_DOMAIN', 'a mailbox', 'tickets@example.com'],
    ['DKIM_DOMAIN', 'a tag of its own', 'example.com; t=y'],
    ['DKIM_SELECTOR', 'a tag of its own', 'k1; t=y'],
    ['DKIM_SELECTOR', 'the whole name in DNS', 'k1._domainkey.example.com'],
  ])('of %s: %s', (name, _what, value) => {
    const reading = read({ ...whole, [name]: value });
    if (reading.kind === 'valid') throw new Error('it was taken');
    expect(reading.problems.map((problem) => problem.split(' ')[0])).toEqual([name]);
    expect(reading.problems.join()).not.toContain(pem.slice(30, 80));
  });

  test('is told together with the others', () => {
    const reading = read({ DKIM_DOMAIN: 'a b', DKIM_SELECTOR: 'a b', DKIM_PRIVATE_KEY: 'a b' });
    expect(reading).toMatchObject({ kind: 'invalid', problems: { length: 3 } });
  });
});

test.each([
  ['example.com', 'Blue Travel <tickets@example.com>', true],
  ['example.com', 'tickets@mail.Example.com', true],
  ['EXAMPLE.com', 'tickets@example.com', true],
  ['xn--bcher-kva.example', 'tickets@bücher.example', true],
  ['mail.example.com', 'tickets@example.com', false],
  ['ample.com', 'tickets@example.com', false],
  ['example.org', 'tickets@example.com', false],
])('a signature of %s speaks for %s: %s', (domain, from, isAligned) => {
  const warning = warnOfAlignment({ domain, selector: 'k1', privateKey }, parseSender(from));
  expect(warning === undefined).toBe(isAligned);
});
