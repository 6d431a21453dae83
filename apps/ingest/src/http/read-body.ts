import type { IncomingMessage, ServerResponse } from 'node:http';
import getRawBody from 'raw-body';
import { isReadableType } from './is-readable-type.ts';

export type BodyReading =
  | { kind: 'body'; bytes: Buffer }
  | { kind: 'unsupported_media_type' }
  | { kind: 'body_too_large' }
  /** The caller hung up or lied about the length. */
  | { kind: 'incomplete_body' };

/**
 * Reads the bytes of a body, at most `maxBytes`; what is larger is not read to its end. A caller that
 * waits to be told to go on (RFC 9110, section 10.1.1) is told so by `response`, if its body is wanted.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { maxBytes }: { maxBytes: number },
): Promise<BodyReading> {
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (encoding !== undefined || !isReadableType(type)) return { kind: 'unsupported_media_type' };
  try {
    const { 'content-length': length, expect } = request.headers;
    if (Number(length ?? 0) > maxBytes) return { kind: 'body_too_large' };
    if (expect?.toLowerCase() === '100-continue') response.writeContinue();
    const bytes = await getRawBody(request, { limit: maxBytes, length: length ?? null });
    return { kind: 'body', bytes };
  } catch (error) {
    const { type: reason } = error as { type?: string };
    // Its end is taken, within the bounds of the connection, and thrown away.
    request.resume();
    return { kind: reason === 'entity.too.large' ? 'body_too_large' : 'incomplete_body' };
  }
}
