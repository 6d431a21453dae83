import type { Random } from '../../random/create-random.ts';
import { oddText, randomBytes } from './odd-text.ts';

export type Header = readonly [name: string, value: string];

export interface HttpParts {
  method: string;
  target: string;
  headers?: readonly Header[];
  body?: string | Buffer;
}

/** Whatever could be read as the end of a line, or of the head, would make it another request. */
const inLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, ' ');

/** A complete request of HTTP/1.1 whose length is right, for a server that takes it or not. */
export function buildRequest({ method, target, headers = [], body = '' }: HttpParts): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `${method} ${inLine(target)} HTTP/1.1`,
    ...(headers.some(([name]) => name === 'Host') ? [] : ['Host: localhost']),
    ...headers.map(([name, value]) => `${name}: ${inLine(value)}`),
    ...(bytes.length > 0 || method !== 'GET' ? [`Content-Length: ${bytes.length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
}

/** Headers that servers and proxies read, with values that they do not expect. */
export function oddHeaders(random: Random): Header[] {
  return Array.from({ length: random.pick([0, 0, 1, 2, 4]) }, () => oddHeader(random));
}

function oddHeader(random: Random): Header {
  return random.pick<() => Header>([
    () => [
      'Host',
      random.pick(['', 'evil.test', 'localhost:99999', '[::1]', 'a b', '..', 'x'.repeat(900)]),
    ],
    () => ['X-Forwarded-For', random.pick(['1.2.3.4', '::1, 10.0.0.1', oddText(random), ',,,'])],
    () => ['X-Forwarded-Proto', random.pick(['https', 'http, https', oddText(random)])],
    () => ['X-Forwarded-Host', random.pick(['evil.test', oddText(random)])],
    () => ['Forwarded', `for=${oddText(random)};proto=https`],
    () => [
      'Accept',
      random.pick([
        'text/html',
        'application/json',
        '*/*;q=0',
        'text/event-stream',
        oddText(random),
      ]),
    ],
    () => ['Accept-Language', oddText(random)],
    () => ['Accept-Encoding', random.pick(['gzip', 'br;q=x', '*'])],
    () => ['Range', random.pick(['bytes=0-1', 'bytes=5-1', 'bytes=-'])],
    () => ['If-Modified-Since', oddText(random)],
    () => ['If-None-Match', random.pick(['*', '"a"', 'W/"a", "b"', '"', oddText(random)])],
    () => ['If-Match', random.pick(['*', '"a"', 'W/"a"', '"', oddText(random)])],
    () => ['Origin', random.pick(['null', 'https://evil.test', oddText(random)])],
    () => ['Sec-Fetch-Site', random.pick(['cross-site', 'same-origin', 'none', oddText(random)])],
    () => ['Referer', random.pick(['https://evil.test/', oddText(random)])],
    () => [
      'Cookie',
      `${oddText(random)}=${oddText(random)}; ticketpost_session=${oddText(random)}`,
    ],
    () => [
      'Authorization',
      random.pick(['Bearer x', 'Basic !', 'Basic ', 'Digest a=b', oddText(random)]),
    ],
    () => [
      'traceparent',
      random.pick([`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, oddText(random)]),
    ],
    () => ['X-HTTP-Method-Override', 'DELETE'],
    () => ['Expect', random.pick(['100-continue', 'x'])],
    () => ['Connection', random.pick(['close', 'keep-alive', 'x', 'Content-Length'])],
    () => [`X-${random.integer(1, 9)}`, 'y'.repeat(random.integer(1, 5000))],
  ])();
}

/** What a body can be announced as. */
export function oddType(random: Random): Header[] {
  return random.pick<() => Header[]>([
    () => [['Content-Type', 'application/json']],
    () => [['Content-Type', 'application/json;charset=UTF-8']],
    () => [],
    () => [['Content-Type', 'text/plain']],
    () => [['Content-Type', 'application/x-www-form-urlencoded']],
    () => [['Content-Type', 'multipart/form-data; boundary=x']],
    () => [['Content-Type', `application/${oddText(random)}`]],
    () => [
      ['Content-Type', 'application/json'],
      ['Content-Encoding', random.pick(['gzip', 'deflate', 'br', 'x'])],
    ],
  ])();
}

/** The body in chunks, at times broken ones. */
export function buildChunked(random: Random, parts: HttpParts): Buffer {
  const bytes = Buffer.from(parts.body ?? '');
  const size = random.pick([
    bytes.length.toString(16),
    '0',
    'ffffffff',
    '-1',
    'zz',
    ` ${bytes.length}`,
  ]);
  const end = random.pick(['\r\n0\r\n\r\n', '\r\n0\r\nX-T: 1\r\n\r\n', '\r\n', '\n0\n\n', '']);
  const head = buildRequest({ ...parts, body: '' }).toString('latin1');
  return Buffer.concat([
    Buffer.from(head.replace(/Content-Length: 0\r\n/, 'Transfer-Encoding: chunked\r\n'), 'latin1'),
    Buffer.from(`${size}${random.pick(['', ';x=y', `;${'e'.repeat(9000)}`])}\r\n`),
    bytes,
    Buffer.from(end),
  ]);
}

/** Requests that two servers in a row may read differently. */
export function buildSmuggled(random: Random, outer: HttpParts, inner: Buffer): Buffer {
  const { method, target, headers = [] } = outer;
  const first = `${method} ${target} HTTP/1.1\r\nHost: localhost\r\n`;
  const plain = headers.map(([name, value]) => `${name}: ${inLine(value)}\r\n`).join('');
  const length = `Content-Length: ${random.pick([0, 4, inner.length])}\r\n`;
  const chunked = 'Transfer-Encoding: chunked\r\n';
  const lengths = random.pick([
    length + chunked,
    chunked + length,
    `Transfer-Encoding : chunked\r\n${length}`,
    `Transfer-Encoding:\r\n chunked\r\n${length}`,
    `Transfer-Encoding: xchunked\r\n${length}`,
    `Transfer-Encoding: chunked, identity\r\n`,
    `${length}Content-Length: 7\r\n`,
    `Content-Length: 5, 5\r\n`,
    `Content-Length: +5\r\n`,
    `X: y\r\n folded\r\n${length}`,
    `Content-Length: 0\n${chunked}`,
    `\0Content-Length: 3\r\n`,
  ]);
  return Buffer.concat([Buffer.from(`${first}${plain}${lengths}\r\n`), inner]);
}

export function anyBytes(random: Random): Buffer {
  return randomBytes(random, random.integer(1, 300));
}
