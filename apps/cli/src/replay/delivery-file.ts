import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/** One delivery as it is posted. */
export interface FileDelivery {
  body: Buffer;
  headers: Readonly<Record<string, string>>;
}

/** What stands at one place of a file: a delivery, or something that is none. */
export type FileEntry = { kind: 'delivery'; delivery: FileDelivery } | { kind: 'unreadable' };

/** Headers of the connection that they came by, and those that would let us in elsewhere. */
const leftOut =
  /^(host|connection|keep-alive|transfer-encoding|content-length|content-encoding|expect|upgrade|te|trailer|proxy-.*|authorization|cookie|x-forwarded-.*|forwarded)$/i;

/**
 * Reads deliveries one after the other, the file never whole, unless it is one JSON array. A line is
 * posted byte by byte as it stands, an element of an array as JSON writes it anew. Either is the body
 * itself, or an object with a `body` text (`bodyEncoding` `utf8` or `base64`) and, if wanted, `headers`.
 * Rejects when the file cannot be read.
 */
export async function* readDeliveryFile(source: string | Readable): AsyncGenerator<FileEntry> {
  const input = typeof source === 'string' ? createReadStream(source) : source;
  const lines = createInterface({ input, crlfDelay: Infinity });
  // readline keeps the errors of its input to itself.
  const failure = new Promise<never>((_resolve, reject) => {
    input.once('error', reject);
  });
  failure.catch(() => undefined);
  const iterator = lines[Symbol.asyncIterator]();
  const array: string[] = [];
  let isFirst = true;
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), failure]);
      if (step.done === true) break;
      const line = isFirst ? step.value.replace(/^\uFEFF/, '') : step.value;
      if (line.trim() === '') continue;
      if (array.length > 0 || (isFirst && line.trimStart().startsWith('['))) array.push(line);
      else yield readEntry(line.trim(), parse(line));
      isFirst = false;
    }
  } finally {
    lines.close();
    input.destroy();
  }
  if (array.length === 0) return;
  const elements = parse(array.join('\n'));
  if (!Array.isArray(elements)) yield { kind: 'unreadable' };
  else for (const element of elements) yield readEntry(JSON.stringify(element), element);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readEntry(text: string, value: unknown): FileEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'unreadable' };
  }
  const { body, bodyEncoding, headers } = value as Readonly<Record<string, unknown>>;
  if (typeof body !== 'string' || (bodyEncoding === undefined && headers === undefined)) {
    return { kind: 'delivery', delivery: { body: Buffer.from(text), headers: {} } };
  }
  const encoding = bodyEncoding === 'base64' ? 'base64' : 'utf8';
  return {
    kind: 'delivery',
    delivery: { body: Buffer.from(body, encoding), headers: readHeaders(headers) },
  };
}

/** Of an object, or of a list of names and values as evidence has it; what was withheld is left out. */
function readHeaders(headers: unknown): Record<string, string> {
  const pairs: [unknown, unknown][] = Array.isArray(headers)
    ? headers.map((one: { name?: unknown; value?: unknown; note?: unknown }) => [
        one.name,
        one.note === undefined ? one.value : undefined,
      ])
    : Object.entries(headers ?? {});
  const read: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (typeof name !== 'string' || typeof value !== 'string') continue;
    if (!leftOut.test(name) && /^[!-~]+$/.test(name)) read[name.toLowerCase()] = value;
  }
  return read;
}
