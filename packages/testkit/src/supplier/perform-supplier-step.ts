import type { ServerResponse } from 'node:http';
import { constants, gzipSync } from 'node:zlib';
import type { SupplierMisbehaviour } from './supplier-step.ts';

/** What is said: a JSON body, or something worse. */
export type SupplierSpeech = { json: object; afterMs?: number } | SupplierMisbehaviour;

interface Answer {
  httpStatus: number;
  body: string;
  contentType?: string;
  headers?: Record<string, string>;
}

const json = 'application/json;charset=UTF-8';

/** Answers a request as a step says; compressed where that was asked for. */
export function performSupplierStep(
  speech: SupplierSpeech,
  response: ServerResponse,
  options: { isGzip: boolean },
): void {
  if ('hang' in speech) return;
  if ('dropConnection' in speech) {
    const { socket } = response;
    if (speech.dropConnection === true) socket?.destroy();
    else
      socket?.end(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
      );
    return;
  }
  const { httpStatus, body, contentType = json, headers = {} } = describeAnswer(speech);
  const bytes = options.isGzip
    ? gzipSync(body, { level: constants.Z_BEST_SPEED })
    : Buffer.from(body);
  response.writeHead(httpStatus, {
    ...(options.isGzip && { 'content-encoding': 'gzip' }),
    'content-type': contentType,
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}

function describeAnswer(
  speech: Exclude<SupplierSpeech, { hang: true } | { dropConnection: unknown }>,
): Answer {
  if ('json' in speech) return { httpStatus: 200, body: JSON.stringify(speech.json) };
  if ('raw' in speech) return { httpStatus: 200, body: speech.raw, contentType: 'text/html' };
  if ('status' in speech) {
    const { status, msg = 'As the script has it' } = speech;
    return { httpStatus: 200, body: JSON.stringify({ status, msg }) };
  }
  if ('throttle' in speech) {
    const { retryAfter, header } = speech.throttle;
    return {
      httpStatus: 429,
      body: JSON.stringify({ code: 429, message: 'Too many requests', retryAfter }),
      ...(header !== undefined && { headers: { 'retry-after': header } }),
    };
  }
  const { httpStatus, body = '', contentType = json, location } = speech.fail;
  return {
    httpStatus,
    body,
    contentType,
    ...(location !== undefined && { headers: { location } }),
  };
}
