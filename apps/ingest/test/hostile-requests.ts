import fc from 'fast-check';

/** Bytes that break parsers, in the places where requests have text. */
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...['', ' ', '/', '//', '/.', '/..', '%2e%2e', '%00', '%zz', '%', '?', '#', ';', '*', '\0'],
    ...['%ff', '%c3%28', '\u202e', '\u00e9', 'http://[::1', 'http://example.com/', '%2f', '\\'],
    ...['\t', '\r', '\n', 'x'.repeat(3000), 'a&b=c', '{}', '"', "'"],
  ),
);

const method = fc.oneof(
  fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'get'),
  fc.constantFrom('POST', 'POST', 'CONNECT', 'PRI', 'M-SEARCH', 'QUERY', 'POST ', ''),
);

/** A header with a value that is right, wrong, doubled or bent. */
const header = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        ...['Content-Length', 'Transfer-Encoding', 'Content-Type', 'Content-Encoding', 'Expect'],
        ...['Host', 'Connection', 'Upgrade', 'If-Match', 'If-None-Match', 'X-Forwarded-For'],
        ...['Authorization', 'Cookie', 'traceparent', 'Range', 'Forwarded', 'TE', 'Trailer'],
        ...['X-HTTP-Method-Override', 'Accept', 'Accept-Encoding', 'Keep-Alive', 'Date'],
      ),
      fc.oneof(
        oddText,
        fc.constantFrom(
          ...['0', '5', '-1', '+3', '3, 3', '1e3', '99999999999999999999', 'chunked', 'gzip'],
          ...['chunked, gzip', 'xchunked', 'application/json', 'text/plain;', '100-continue'],
          ...[
            'close',
            'keep-alive',
            'upgrade',
            'h2c',
            '"v1"',
            'W/"v1"',
            '*',
            'Bearer x',
            'Basic !',
          ],
          ...['127.0.0.1', '::1, 10.0.0.1', 'bytes=0-1', '00-0-0-00', 'identity', 'multipart/x'],
        ),
      ),
    )
    .map(([name, value]) => `${name}: ${value}`),
  fc.tuple(oddText, oddText).map(([name, value]) => `${name}:${value}`),
  oddText,
  oddText.map((text) => ` ${text}`),
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('{', '{}', '[]', '5\r\nhello\r\n0\r\n\r\n', '0\r\n\r\n', 'ffffffff\r\nx')
    .map((text) => Buffer.from(text)),
  fc.integer({ min: 1, max: 9000 }).map((length) => Buffer.alloc(length, 'a')),
);

const encode = (text: string): Buffer => Buffer.from(text);

/** Requests with anything in any place; `paths` are some that mean something. */
export function bentRequests(paths: readonly string[]): fc.Arbitrary<Buffer> {
  const path = fc
    .tuple(fc.constantFrom(...paths), fc.array(oddText, { maxLength: 2 }), fc.boolean())
    .map(([known, odd, isBefore]) => (isBefore ? odd.join('') + known : known + odd.join('')));
  return fc
    .tuple(
      method,
      path,
      fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', ''),
      fc.array(header, { maxLength: 5 }),
      body,
      fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r'),
      fc.boolean(),
    )
    .map(([verb, target, version, headers, bytes, lineEnd, hasLength]) => {
      const lines = [
        `${verb} ${target} ${version}`,
        'Host: localhost',
        ...headers,
        ...(hasLength ? [`Content-Length: ${bytes.length}`] : []),
      ];
      return Buffer.concat([encode(lines.join(lineEnd) + lineEnd + lineEnd), bytes]);
    });
}

/** Bytes of any kind, and requests with some bytes altered. */
export function brokenBytes(sample: Buffer): fc.Arbitrary<Buffer> {
  const altered = fc
    .array(fc.tuple(fc.nat(), fc.uint8Array({ minLength: 0, maxLength: 4 }), fc.nat({ max: 4 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) =>
      changes.reduce((bytes, [at, piece, removed]) => {
        const index = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, index), piece, bytes.subarray(index + removed)]);
      }, sample),
    );
  return fc.oneof(
    { weight: 4, arbitrary: altered },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    },
  );
}

/** A request that is complete, whatever stands in it: its length is right, its head is well formed. */
export function framedRequests(paths: readonly string[]): fc.Arbitrary<Buffer> {
  const piece = fc.oneof(
    fc.constantFrom('', '/', '//', '/..', '/%2e%2e', '%00', '?a=b', '?', ';x', '/%c3%28', '%zz'),
    fc.webPath().map((path) => path.replaceAll("'", '')),
  );
  return fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      fc.constantFrom(...paths),
      piece,
      fc.array(
        fc.tuple(
          fc.constantFrom('Content-Type', 'If-Match', 'If-None-Match', 'Authorization', 'Expect'),
          fc.oneof(
            fc.stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,20}$/),
            fc.constantFrom('application/json', 'text/html', '"v1"', '*', 'Bearer abc', 'W/"x"'),
          ),
        ),
        { maxLength: 3 },
      ),
      body,
    )
    .map(([verb, path, more, headers, bytes]) =>
      Buffer.concat([
        encode(
          [
            `${verb} ${path}${more} HTTP/1.1`,
            'Host: localhost',
            ...headers.map(([name, value]) => `${name}: ${value}`),
            `Content-Length: ${bytes.length}`,
            '',
            '',
          ].join('\r\n'),
        ),
        bytes,
      ]),
    );
}
