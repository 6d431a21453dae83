import type { Socket } from 'node:net';
import { formatProblem, type ProblemCode } from './problem.ts';

/** What Node's parser reports, by its codes; whatever else it says is a malformed request. */
const codesOfParser: ReadonlyMap<string | undefined, ProblemCode> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request_timeout'],
  ['HPE_HEADER_OVERFLOW', 'headers_too_large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 'body_too_large'],
]);

/** The problem code of an error that a server's `clientError` reports. */
export function codeOfBrokenRequest(error: NodeJS.ErrnoException): ProblemCode {
  return codesOfParser.get(error.code) ?? 'malformed_request';
}

/**
 * Answers a request that never became one, and closes its connection. One that cannot be written
 * to any more is only closed.
 */
export function answerBrokenRequest(socket: Socket, code: ProblemCode): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, reason, contentType, body } = formatProblem(code);
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
