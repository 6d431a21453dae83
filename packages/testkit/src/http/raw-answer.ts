/** One answer of a server, as it came over the wire. */
export interface RawAnswer {
  status: number;
  /** By lower-case name; of one that came twice the values with a comma between them. */
  headers: ReadonlyMap<string, string>;
  body: Buffer;
  /** False when the connection ended, or the bytes did, before all that was announced had come. */
  isWhole: boolean;
}

export interface AnswersReading {
  answers: RawAnswer[];
  /** What follows the last answer and is none. */
  rest: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * Reads the answers of HTTP/1.1 that bytes hold, one after the other (RFC 9112). Interim answers (1xx)
 * are left out. An answer to `HEAD` announces a body that never comes: what looks like the next
 * answer, or the end, is taken for its end.
 */
export function parseAnswers(bytes: Buffer): AnswersReading {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf(headEnd);
    const head = end < 0 ? undefined : parseHead(rest.subarray(0, end).toString('latin1'));
    if (head === undefined) return { answers, rest };
    const { status, headers } = head;
    const after = rest.subarray(end + headEnd.length);
    const { body, length, isWhole } = readBody(after, status, headers);
    if (status >= 200) answers.push({ status, headers, body, isWhole });
    rest = after.subarray(length);
  }
}

function parseHead(text: string): Pick<RawAnswer, 'status' | 'headers'> | undefined {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { status, headers };
}

function readBody(
  bytes: Buffer,
  status: number,
  headers: RawAnswer['headers'],
): { body: Buffer; length: number; isWhole: boolean } {
  const none = { body: Buffer.alloc(0), length: 0, isWhole: true };
  if (status < 200 || status === 204 || status === 304) return none;
  if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) return readChunks(bytes);
  const announced = headers.get('content-length');
  // Without a length the answer ends with its connection.
  if (announced === undefined) return { body: bytes, length: bytes.length, isWhole: false };
  const length = Number(announced);
  if (bytes.subarray(0, 9).toString('latin1') === 'HTTP/1.1 ' && length > 9) return none;
  const body = bytes.subarray(0, length);
  return { body, length: body.length, isWhole: body.length === length };
}

function readChunks(bytes: Buffer): { body: Buffer; length: number; isWhole: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    const begin = lineEnd + 2;
    if (lineEnd < 0 || Number.isNaN(size) || begin + size + 2 > bytes.length) {
      return { body: Buffer.concat(parts), length: bytes.length, isWhole: false };
    }
    if (size === 0) return { body: Buffer.concat(parts), length: begin + 2, isWhole: true };
    parts.push(bytes.subarray(begin, begin + size));
    at = begin + size + 2;
  }
}
