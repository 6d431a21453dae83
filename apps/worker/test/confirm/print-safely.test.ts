import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { ConfirmationInput } from '@ticketpost/email';
import { createLogger } from '@ticketpost/runtime';
import { printSafely } from '../../src/confirm/print-safely.ts';

const input: ConfirmationInput = {
  orders: [{ order: { orderNo: 'ABCDE20260102030405678', passengers: [] } }],
  writtenAt: new Date(0),
};

test('every failure is counted, and its cause told when it is another than before', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  let failures = 0;
  const causes = ['no font', 'no font', 'no room', 'no font'];
  const print = printSafely(() => Promise.reject(new Error(causes.shift())), {
    logger: createLogger({ app: 'worker', level: 'error', stream }),
    countFailure: () => {
      failures += 1;
    },
  });
  for (let n = 0; n < 4; n += 1) expect(await print(input)).toBeUndefined();
  expect(failures).toBe(4);
  expect(lines.map((line) => /no (font|room)/.exec(line)?.[0])).toEqual([
    'no font',
    'no room',
    'no font',
  ]);
});
