import { describe, expect, test } from '@jest/globals';
import type { FuzzRequest, Who } from '../../src/fuzz/requests/fuzz-request.ts';
import { makeRequest } from './sample-requests.ts';

/** All of it as one text, in which two requests are compared quickly. */
const write = ({ parts, ...request }: FuzzRequest): string =>
  JSON.stringify([request, parts.map((part) => part.toString('latin1'))]);

describe('a request', () => {
  test('is made again by its seed and number, alone and in any order', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    const run = numbers.map((number) => write(makeRequest(number)));
    const again = numbers.toReversed().map((number) => write(makeRequest(number)));
    expect(again.toReversed()).toEqual(run);
    expect(write(makeRequest(1, { seed: 2 }))).not.toEqual(run[0]);
  });

  test('of those who may change orders names no honest one', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => makeRequest(index + 1)).map(
      ({ who, parts }): [Who, string] => [who, Buffer.concat(parts).toString('latin1')],
    );
    const naming = texts.filter(([, text]) => text.includes('HONEST1')).map(([who]) => who);
    expect(new Set(naming)).toEqual(new Set(['stranger', 'viewer']));
    expect(texts.filter(([, text]) => text.includes('DECOY')).length).toBeGreaterThan(100);
  });

  test('goes to one door when only that is asked for', () => {
    const run = Array.from({ length: 100 }, (_, index) =>
      makeRequest(index + 1, { only: 'dashboard' }),
    );
    expect(new Set(run.map(({ door }) => door))).toEqual(new Set(['dashboard']));
  });
});
