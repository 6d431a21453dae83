import type { IncomingMessage } from 'node:http';
import type { ProblemCode } from './problem.ts';

const limits = { targetLength: 2048, headerLines: 100 } as const;

/** As much of a head as Node reads; what is larger is answered 431. */
export const maxHeadBytes = 16_384;

/**
 * What is wrong with the head of a request that Node's parser took. The parser is strict by itself
 * (two lengths, folded lines, bare line feeds); here is refused what two servers in a row could
 * still read in two ways, and what is too much.
 */
export function judgeHead(request: IncomingMessage): ProblemCode | undefined {
  const { httpVersion, rawHeaders, headers, url = '' } = request;
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'malformed_request';
  if (url.length > limits.targetLength) return 'uri_too_long';
  if (rawHeaders.length > 2 * limits.headerLines) return 'headers_too_large';
  // RFC 9112, section 3.2: a request of HTTP/1.1 has exactly one Host, any other at most one.
  const hosts = countHosts(rawHeaders);
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return 'malformed_request';
  // RFC 9112, section 6.1: whoever knows only `chunked` must not guess how long another is, and
  // before HTTP/1.1 there was none.
  const encoding = headers['transfer-encoding'];
  if (encoding === undefined) return undefined;
  const isChunked = encoding.toLowerCase() === 'chunked' && httpVersion === '1.1';
  return isChunked ? undefined : 'malformed_request';
}

function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}
