import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packReceipt, unpackReceipt, type Receipt } from '@ticketpost/evidence';
import { knownLines, knownNames } from '../src/known-headers.ts';
import { readVarInt, writeVarInt } from '../src/var-int.ts';

const receipt: Receipt = {
  receivedAt: Date.parse('2026-01-02T03:04:05.678Z'),
  bodyMs: 12,
  address: '203.0.113.7',
  peer: '10.0.0.1',
  httpVersion: '1.1',
  bytes: 1834,
  sha256: Buffer.alloc(32, 0xab),
  headers: [
    { name: 'Host', value: 'hooks.agency.example.com' },
    { name: 'User-Agent', value: 'okhttp/4.12.0' },
    { name: 'Content-Type', value: 'application/json;charset=UTF-8' },
    { name: 'Content-Length', value: '1834' },
    { name: 'Accept-Encoding', value: 'gzip' },
    { name: 'Connection', value: 'Keep-Alive' },
    { name: 'X-Forwarded-For', value: '203.0.113.7' },
    { name: 'X-Forwarded-Proto', value: 'https' },
    { name: 'X-Request-Id', value: '0b8f7c1f6d1a4a1e9d2b6f2f2a9b1c33' },
  ],
  omittedHeaders: 0,
};

/** Whatever HTTP allows in a header line: no control characters but the tab. */
const headerText = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 40 },
  )
  .map((codes) => String.fromCharCode(...codes));
const headerName = fc.oneof(
  fc.constantFrom(...knownNames, ...knownNames.map((name) => name.toLowerCase())),
  fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,30}$/),
);
const knownLine = fc.constantFrom(...knownLines).map((line) => {
  const colon = line.indexOf(': ');
  return { name: line.slice(0, colon), value: line.slice(colon + 2) };
});
const headerLine = fc.oneof(
  knownLine,
  fc.record({ name: headerName, value: headerText }),
  fc.record({ name: headerName }),
  fc.record({ name: headerName, value: headerText, isCut: fc.constant(true as const) }),
);

describe('a receipt', () => {
  test('says packed and unpacked the same, whatever the headers are', () => {
    fc.assert(
      fc.property(fc.array(headerLine, { maxLength: 12 }), (headers) => {
        expect(unpackReceipt(packReceipt({ ...receipt, headers }))).toEqual({
          ...receipt,
          headers,
        });
      }),
    );
  });

  test('without a proxy in front has no peer', () => {
    const direct = { ...receipt };
    delete direct.peer;
    expect(unpackReceipt(packReceipt(direct))).toEqual(direct);
  });

  test('of a webhook through a proxy takes 157 bytes at most, so that sealed it takes 250', () => {
    expect(packReceipt(receipt).length).toBeLessThanOrEqual(157);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['less than its head', packReceipt(receipt).subarray(0, 20)],
    ['a version of later', Buffer.concat([Buffer.from([2]), packReceipt(receipt).subarray(1)])],
    ['one that ends within a header line', packReceipt(receipt).subarray(0, -1)],
    ['one with a known line of later', Buffer.concat([packReceipt(receipt), Buffer.from([255])])],
    [
      'one with a known name of later',
      Buffer.concat([packReceipt(receipt), Buffer.from([63, 10])]),
    ],
  ])('is not read from %s', (_what, bytes) => {
    expect(unpackReceipt(bytes)).toBeUndefined();
  });
});

describe('the table of known headers', () => {
  test('leaves each name a code in both cases, and each line one', () => {
    expect(knownNames.length).toBeLessThanOrEqual(63);
    expect(knownLines.length).toBeLessThanOrEqual(128);
    expect(new Set(knownNames).size).toBe(knownNames.length);
    expect(new Set(knownLines).size).toBe(knownLines.length);
  });

  test('still begins with what receipts were written by', () => {
    expect([knownNames[0], knownNames[27], knownNames[47]]).toEqual([
      'Host',
      'tracestate',
      'X-Scheme',
    ]);
    expect([knownLines[0], knownLines[31], knownLines[49]]).toEqual([
      'Content-Type: application/json',
      'Connection: Keep-Alive',
      'Expect: 100-continue',
    ]);
  });
});

describe('a number of its own length', () => {
  test('is read as it was written, with what follows', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const text = writeVarInt(value);
        expect(readVarInt(`x${text}y`, 1)).toEqual({ value, next: 1 + text.length });
        expect(readVarInt(text.slice(0, -1), 0)).toBeUndefined();
      }),
    );
  });
});
