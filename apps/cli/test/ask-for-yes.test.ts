import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { askForYes } from '../src/ask-for-yes.ts';

test.each([
  ['y\n', true],
  ['Y\n', true],
  [' yes \n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
  ['why\n', false],
])('%j means %j', async (answer, means) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asked = askForYes('Register?', { input, output });
  input.write(answer);
  expect(await asked).toBe(means);
  expect(String(output.read())).toContain('Register? [y/N]');
});

test('an input that ends without an answer means no', async () => {
  const input = new PassThrough();
  const asked = askForYes('Register?', { input, output: new PassThrough() });
  input.end();
  expect(await asked).toBe(false);
});
