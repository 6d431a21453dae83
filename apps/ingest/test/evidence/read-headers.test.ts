import { describe, expect, test } from '@jest/globals';
import type { HeaderLine } from '@ticketpost/evidence';
import { readHeaders } from '../../src/evidence/read-headers.ts';

const secret = 'a-secret-of-this-test';
const long = 'v'.repeat(300);

function readLine(name: string, value: string): HeaderLine | undefined {
  return readHeaders([name, value], secret).headers[0];
}

describe('a header line', () => {
  test.each<[string, string, string, HeaderLine]>([
    ['is kept in its own spelling', 'x-ReQuest-ID', 'AbC', { name: 'x-ReQuest-ID', value: 'AbC' }],
    ['may be empty', 'X-Empty', '', { name: 'X-Empty', value: '' }],
    [
      'is cut when long',
      'X-Long',
      long,
      { name: 'X-Long', value: long.slice(0, 256), isCut: true },
    ],
    [
      'that signs the body is kept',
      'webhook-signature',
      'v1,abc=',
      { name: 'webhook-signature', value: 'v1,abc=' },
    ],
    ['with credentials is withheld', 'Authorization', 'Basic YTpi', { name: 'Authorization' }],
    ['for a proxy too', 'Proxy-Authorization', 'Basic YTpi', { name: 'Proxy-Authorization' }],
    ['with cookies too', 'cookie', 'a=b', { name: 'cookie' }],
    ['with a key too', 'X-Api-Key', 'abc', { name: 'X-Api-Key' }],
    [
      'with another key too',
      'ocp-apim-subscription-key',
      'abc',
      { name: 'ocp-apim-subscription-key' },
    ],
    ['with a token too', 'X-Auth-Token', 'abc', { name: 'X-Auth-Token' }],
    ['with a password too', 'X-Password', 'abc', { name: 'X-Password' }],
    [
      'in which a proxy tells the URL is withheld',
      'X-Original-URI',
      `/webhooks/atlas/${secret}`,
      { name: 'X-Original-URI' },
    ],
    [
      'in which it is percent-encoded too',
      'X-Url',
      `%2Fatlas%2F%61${secret.slice(1)}`,
      { name: 'X-Url' },
    ],
    ['in which it is so twice too', 'X-Url', `%2561${secret.slice(1)}`, { name: 'X-Url' }],
    ['that is encoded over and over too', 'X-Url', `%${'25'.repeat(4000)}61`, { name: 'X-Url' }],
    ['with a lone % is kept', 'X-Share', '100%', { name: 'X-Share', value: '100%' }],
  ])('%s', (_what, name, value, line) => {
    expect(readLine(name, value)).toEqual(line);
  });
});

describe('the header lines of a request', () => {
  test('stand in their order, also those of one name', () => {
    const { headers, omittedHeaders } = readHeaders(['Via', 'a', 'Host', 'b', 'Via', 'c'], secret);
    expect(headers.map(({ value }) => value)).toEqual(['a', 'b', 'c']);
    expect(omittedHeaders).toBe(0);
  });

  test.each([
    ['many', Array.from({ length: 100 }, (_, n) => [`X-${n}`, 'a']).flat(), 40],
    ['long', Array.from({ length: 30 }, (_, n) => [`X-${n}`, long]).flat(), 7],
    ['named too long', ['X-A', 'a', 'X'.repeat(65), 'b', 'X-B', 'c'], 1],
  ])('that are too %s are only counted from there on', (_what, rawHeaders, kept) => {
    const { headers, omittedHeaders } = readHeaders(rawHeaders, secret);
    expect(headers).toHaveLength(kept);
    expect(omittedHeaders).toBe(rawHeaders.length / 2 - kept);
  });
});
