import { gunzipSync } from 'node:zlib';
import { decodeJson } from '@ticketpost/schema';

export type BodyDecoding =
  { kind: 'json'; value: unknown } | { kind: 'not_json' } | { kind: 'body_too_large' };

/**
 * Reads the bytes of an answer as JSON. What would be larger than `maxBytes` after decompression is
 * never decompressed further than that, so that doing it at once is cheaper than a thread.
 */
export function decodeBody(
  bytes: Buffer,
  options: { contentEncoding: string | undefined; maxBytes: number },
): BodyDecoding {
  const encoding = options.contentEncoding?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return parse(bytes);
  try {
    return parse(gunzipSync(bytes, { maxOutputLength: options.maxBytes }));
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { kind: isTooLarge ? 'body_too_large' : 'not_json' };
  }
}

function parse(bytes: Buffer): BodyDecoding {
  const decoding = decodeJson(bytes);
  return decoding.kind === 'json' ? decoding : { kind: 'not_json' };
}
