import { describe, expect, test } from '@jest/globals';
import { parseAnswers } from '@ticketpost/testkit';

const read = (text: string) => {
  const { answers, rest } = parseAnswers(Buffer.from(text, 'latin1'));
  return {
    answers: answers.map(({ status, body, isWhole }) => [status, body.toString(), isWhole]),
    rest: rest.toString(),
  };
};
const ok = 'HTTP/1.1 200 OK\r\n';

describe('bytes hold', () => {
  test.each<[string, string, unknown[], string]>([
    ['one answer', `${ok}Content-Length: 2\r\n\r\nhi`, [[200, 'hi', true]], ''],
    [
      'two answers',
      `${ok}Content-Length: 2\r\n\r\nhiHTTP/1.1 204 No Content\r\n\r\n`,
      [
        [200, 'hi', true],
        [204, '', true],
      ],
      '',
    ],
    ['half a body', `${ok}Content-Length: 9\r\n\r\nhi`, [[200, 'hi', false]], ''],
    ['half a head', `${ok}Content-Le`, [], `${ok}Content-Le`],
    ['no answer', 'hello\r\n\r\n', [], 'hello\r\n\r\n'],
    [
      'chunks',
      `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n`,
      [[200, 'hi!', true]],
      '',
    ],
    [
      'half a chunk',
      `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n5\r\n!`,
      [[200, 'hi', false]],
      '',
    ],
    [
      'an interim answer',
      `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 0\r\n\r\n`,
      [[200, '', true]],
      '',
    ],
    [
      'the answer to HEAD before another',
      `${ok}Content-Length: 20\r\n\r\n${ok}Content-Length: 2\r\n\r\nhi`,
      [
        [200, '', true],
        [200, 'hi', true],
      ],
      '',
    ],
    ['more than the answer', `${ok}Content-Length: 2\r\n\r\nhi!`, [[200, 'hi', true]], '!'],
  ])('%s', (_what, text, answers, rest) => {
    expect(read(text)).toEqual({ answers, rest });
  });
});

test('headers are found by their lower-case names', () => {
  const text = `${ok}X-A:  1 \r\nx-a: 2\r\nContent-Length: 0\r\n\r\n`;
  const [answer] = parseAnswers(Buffer.from(text)).answers;
  expect(answer?.headers.get('x-a')).toBe('1, 2');
});
