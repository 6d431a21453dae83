import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { bodyOf, sendRaw, statusOf } from '../send-raw.ts';
import { secret, startIngest, type IngestUnderTest } from '../start-ingest.ts';

let ingest: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(async () => {
  await ingest.close();
});
beforeEach(async () => {
  await ingest.events.obliterate({ force: true });
});

const sample = JSON.stringify(sampleDelivery());
const path = `/webhooks/atlas/${secret}`;
/** The head of a delivery that is fine but for the given lines, and ends its connection. */
const head = (...lines: string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: a', 'Connection: close', ...lines, '', ''].join('\r\n');
const length = `Content-Length: ${sample.length}`;
const chunked = `${sample.length.toString(16)}\r\n${sample}\r\n0\r\n\r\n`;
const chunkedHead = head('Transfer-Encoding: chunked');
const withoutHost = (version: string, line: string) =>
  `POST ${path} HTTP/${version}\r\n${line}\r\n\r\n`;
const storedEvents = () => ingest.events.getWaitingCount();
const codeOf = (answer: string) => (JSON.parse(bodyOf(answer)) as { code: string }).code;

/** Each could be one request to a proxy and another to us, or none at all to one of both. */
describe('what two servers could read in two ways is answered 400 and not kept', () => {
  test.each<[string, string]>([
    ['two lengths of a kind', head(length, length) + sample],
    ['two lengths that differ', head('Content-Length: 0', length) + sample],
    ['a list of lengths', head(`Content-Length: ${sample.length}, ${sample.length}`) + sample],
    ['both kinds of length', head(length, 'Transfer-Encoding: chunked') + chunked],
    ['a length with a sign', head(`Content-Length: +${sample.length}`) + sample],
    ['a negative length', head('Content-Length: -1') + sample],
    ['a length in hex', head(`Content-Length: 0x${sample.length.toString(16)}`) + sample],
    ['an empty length', head('Content-Length:') + sample],
    ['a length beyond all numbers', head(`Content-Length: ${'9'.repeat(30)}`) + sample],
    ['chunks that then are identity', head('Transfer-Encoding: chunked, identity') + chunked],
    ['identity that then is in chunks', head('Transfer-Encoding: identity, chunked') + chunked],
    ['gzip that then is in chunks', head('Transfer-Encoding: gzip, chunked') + chunked],
    ['chunks twice', head('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked') + chunked],
    ['chunks and nonsense', head('Transfer-Encoding: chunked', 'Transfer-Encoding: x') + chunked],
    ['almost chunked', head('Transfer-Encoding: xchunked') + chunked],
    ['chunked in quotes', head('Transfer-Encoding: "chunked"') + chunked],
    ['chunked with a parameter', head('Transfer-Encoding: chunked;a=b') + chunked],
    ['chunked after a vertical tab', head('Transfer-Encoding: \x0bchunked') + chunked],
    ['identity', head('Transfer-Encoding: identity', length) + sample],
    ['chunks before there were any', withoutHost('1.0', 'Transfer-Encoding: chunked') + chunked],
    ['a blank before the colon', head('Transfer-Encoding : chunked') + chunked],
    ['a blank before a name', head(' X-A: b') + chunked],
    ['a folded line', head('X-A: b\r\n c', length) + sample],
    ['a folded coding', head('Transfer-Encoding:\r\n chunked') + chunked],
    ['bare line feeds', head(length).replaceAll('\r\n', '\n') + sample],
    ['one bare line feed', head(`X-A: b\n${length}`) + sample],
    ['a bare carriage return', head(`X-A: b\r${length}`) + sample],
    ['a NUL in a value', head('X-A: b\0c', length) + sample],
    ['a NUL in a name', head('X\0A: b', length) + sample],
    ['a line without a colon', head('X-A', length) + sample],
    ['a line without a name', head(': b', length) + sample],
    ['two hosts', head('Host: b', length) + sample],
    ['two hosts of a kind', head('hOsT: a', length) + sample],
    ['no host', withoutHost('1.1', length) + sample],
    ['a chunk with a bare line feed', chunkedHead + chunked.replace('\r\n', '\n')],
    ['a chunk with a blank behind its size', chunkedHead + chunked.replace('\r\n', ' \r\n')],
    ['a chunk whose size is no number', `${chunkedHead}0x${chunked}`],
    ['a chunk beyond all numbers', `${chunkedHead}${'f'.repeat(20)}\r\n`],
    ['a chunk that is longer than it says', chunkedHead + chunked.replace('\r\n0', 'x\r\n0')],
    ['HTTP/2 by prior knowledge', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a version that does not exist', withoutHost('1.2', length) + sample],
    ['HTTP/2 in the words of HTTP/1', withoutHost('2.0', length) + sample],
    ['HTTP/0.9', `GET ${path}\r\n\r\n`],
    ['a method in lower case', head(length).replace('POST', 'post') + sample],
    ['a method that nobody knows', head(length).replace('POST', 'FOO') + sample],
    ['a blank in the address', head(length).replace('atlas', 'at las') + sample],
    ['a NUL in the address', head(length).replace(secret, `${secret}\0`) + sample],
    ['bytes beyond ASCII in the address', head(length).replace(secret, 'sécret') + sample],
    ['a tunnel', 'CONNECT mail.example.com:25 HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('%s', async (_what, bytes) => {
    const answer = await sendRaw(ingest.port, Buffer.from(bytes, 'latin1'));
    expect(statusOf(answer)).toBe(400);
    expect(codeOf(answer)).toBe('malformed_request');
    expect(answer).toMatch(/^Connection: close\r$/m);
    expect(await storedEvents()).toBe(0);
  });

  test.each([
    ['a length with zeros before it', head(`Content-Length: 000${sample.length}`) + sample],
    ['chunks in capitals', head('Transfer-Encoding: CHUNKED') + chunked],
    ['chunks with an extension', chunkedHead + chunked.replace('\r\n', ';a=b\r\n')],
    ['empty lines first', `\r\n\r\n${head(length)}${sample}`],
    ['HTTP/1.0', withoutHost('1.0', length) + sample],
    ['an upgrade that is not taken', head(length, 'Upgrade: h2c', 'Connection: Upgrade') + sample],
    ['an expectation that nobody knows', head(length, 'Expect: 200-ok') + sample],
    ['a host that is not ours', head(length).replace('Host: a', 'Host: evil.example.com') + sample],
    ['an empty host', head(length).replace('Host: a', 'Host:') + sample],
    ['a query', head(length).replace(secret, `${secret}?source=portal&a=%zz`) + sample],
  ])('but a delivery is taken with %s', async (_what, bytes) => {
    expect(statusOf(await sendRaw(ingest.port, bytes))).toBe(200);
    expect(await storedEvents()).toBe(1);
  });

  test('what comes behind a request with its length is a request of its own', async () => {
    const keptOpen = head(length).replace('Connection: close\r\n', '');
    const answer = await sendRaw(ingest.port, `${keptOpen}${sample}${head(length)}${sample}`);
    expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(await storedEvents()).toBe(2);
  });

  test('what comes behind a last request is not looked at', async () => {
    const answer = await sendRaw(ingest.port, `${head(length)}${sample}${head(length)}${sample}`);
    expect(statusOf(answer)).toBe(200);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(await storedEvents()).toBe(1);
  });

  test('rubbish behind a delivery does not spoil its answer', async () => {
    const keptOpen = head(length).replace('Connection: close\r\n', '');
    const answer = await sendRaw(ingest.port, `${keptOpen}${sample}rubbish\r\n\r\n`);
    expect(statusOf(answer)).toBe(200);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(await storedEvents()).toBe(1);
  });
});

describe('what is too much of a head', () => {
  test.each([
    ['a large line', head(`X-A: ${'a'.repeat(20_000)}`), 431, 'headers_too_large'],
    ['many lines', head(...Array.from({ length: 120 }, () => 'X: a')), 431, 'headers_too_large'],
    ['a long address', head().replace(secret, 'a'.repeat(3000)), 414, 'uri_too_long'],
    ['a long query', head().replace(secret, `${secret}?${'a'.repeat(3000)}`), 414, 'uri_too_long'],
  ])('%s', async (_what, bytes, status, code) => {
    const answer = await sendRaw(ingest.port, bytes);
    expect(statusOf(answer)).toBe(status);
    expect(codeOf(answer)).toBe(code);
  });
});

describe('there is one spelling of an address', () => {
  const encoded = `%${secret.charCodeAt(0).toString(16)}${secret.slice(1)}`;
  test.each([
    ['a letter that is encoded', `/webhooks/atlas/${encoded}`],
    ['a dash that is encoded', path.replace('-', '%2d')],
    ['a slash that is encoded', `/webhooks/atlas%2f${secret}`],
    ['two slashes', `/${path}`],
    ['two slashes later', `/webhooks//atlas/${secret}`],
    ['a dot', `/webhooks/./atlas/${secret}`],
    ['dots that lead back', `/x/..${path}`],
    ['dots that are encoded', `/x/%2e%2e${path}`],
    ['dots behind it', `${path}/..`],
    ['a slash behind it', `${path}/`],
    ['a backslash', path.replace('/atlas/', '\\atlas\\')],
    ['a NUL that is encoded', `${path}%00`],
    ['a line break that is encoded', `${path}%0d%0aX-A:%20b`],
    ['a blank that is encoded', `${path}%20`],
    ['a parameter', `${path};a=b`],
    ['a fragment', `${path}#a`],
    ['a fragment behind a query', `${path}?a#b`],
    ['capitals', path.toUpperCase()],
    ['one capital', path.replace('atlas', 'Atlas')],
    ['a capital in the secret', path.replace(secret, secret.replace('s', 'S'))],
    ['an over-long slash', `/webhooks/atlas/%c0%af${secret}`],
    ['an over-long letter', `/webhooks/atlas/%c1%a1${secret.slice(1)}`],
    ['half a surrogate', `/webhooks/atlas/%ed%a0%80${secret}`],
    ['a Cyrillic letter', path.replace('a', encodeURIComponent('а'))],
    ['a letter of full width', `/webhooks/atlas/${encodeURIComponent('ａ')}${secret.slice(1)}`],
    ['a soft hyphen', path.replace('-', encodeURIComponent('\u00ad'))],
    ['a letter with an accent of its own', path + encodeURIComponent('\u0301')],
    ['a space of no width', path + encodeURIComponent('\u200b')],
    ['half an escape', `${path}%`],
    ['the secret as a query', `/webhooks/atlas/?${secret}`],
    ['an absolute address', `http://localhost${path}`],
    ['an absolute address that cannot be read', `http://[::1${path}`],
    ['another scheme', `file://${path}`],
    ['only a host', `//localhost${path}`],
    ['a star', '*'],
    ['nothing but a query', '/?'],
  ])('%s leads nowhere', async (_what, target) => {
    const at = (place: string) => sendRaw(ingest.port, head(length).replace(path, place) + sample);
    const withoutDate = (answer: string) => answer.replace(/^Date: .*\r\n/m, '');
    const answer = await at(target);
    expect(statusOf(answer)).toBe(404);
    expect(withoutDate(answer)).toBe(withoutDate(await at('/nothing-here')));
    expect(await storedEvents()).toBe(0);
  });

  test.each(['TRACE', 'PROPFIND', 'OPTIONS', 'QUERY'])(
    '%s is not for a webhook',
    async (method) => {
      const answer = await sendRaw(
        ingest.port,
        `${method} ${path} HTTP/1.1\r\nHost: a\r\nX-Marked: marked\r\nConnection: close\r\n\r\n`,
      );
      expect(statusOf(answer)).toBe(405);
      expect(answer).not.toContain('marked');
      expect(answer).not.toContain(secret);
    },
  );
});
