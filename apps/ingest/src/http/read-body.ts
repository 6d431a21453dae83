import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { isReadableType } from './is-readable-type.ts';

export type BodyReading =
  | { kind: 'body'; bytes: Buffer }
  | { kind: 'unsupported_media_type' }
  | { kind: 'body_too_large' }
  /** The caller hung up or lied about the length. */
  | { kind: 'incomplete_body' };

/** Reads the bytes of a body, at most `maxBytes`; what is larger is not read to its end. */
export async function readBody(
  request: IncomingMessage,
  { maxBytes }: { maxBytes: number },
): Promise<BodyReading> {
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (encoding !== undefined || !isReadableType(type)) return { kind: 'unsupported_media_type' };
  try {
    const length = request.headers['content-length'];
    const bytes = await getRawBody(request, { limit: maxBytes, length: length ?? null });
    return { kind: 'body', bytes };
  } catch (error) {
    const { type: reason } = error as { type?: string };
    return { kind: reason === 'entity.too.large' ? 'body_too_large' : 'incomplete_body' };
  }
}
