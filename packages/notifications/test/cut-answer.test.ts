import { expect, test } from '@jest/globals';
import { cutAnswer } from '../src/cut-answer.ts';

test.each([
  ['250  two\r\n lines ', '250 two lines'],
  ['5'.repeat(10_000), `${'5'.repeat(300)}…`],
])('%j is told as %j', (answer, told) => {
  expect(cutAnswer(answer)).toBe(told);
});
