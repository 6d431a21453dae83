import { expect, test } from '@jest/globals';
import { createLineSplitter } from '../../src/process/line-splitter.ts';

const euro = Buffer.from('€');
const rows: [string, (string | Buffer)[], string[]][] = [
  ['whole lines in one chunk', ['a\nb\n'], ['a', 'b']],
  ['a line in three chunks', ['a', 'b', 'c\n'], ['abc']],
  ['no line feed at the end', ['a\nb'], ['a', 'b']],
  ['an empty line', ['a\n\nb\n'], ['a', '', 'b']],
  ['CR LF, cut in between', ['a\r', '\nb\r\n'], ['a', 'b']],
  ['a character cut in the middle', [euro.subarray(0, 1), euro.subarray(1), '\n'], ['€']],
  ['a line separator that is no line feed', ['a\u2028b\n'], ['a\u2028b']],
  ['nothing at all', [], []],
];

test.each(rows)('%s', (_name, chunks, expected) => {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(Buffer.from(chunk));
  splitter.end();
  expect(lines).toEqual(expected);
});
