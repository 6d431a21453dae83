import { describe, expect, test } from '@jest/globals';
import { parseAnswers, type BytesExchange } from '@ticketpost/testkit';
import { judgeAnswer } from '../../src/fuzz/judge/judge-answer.ts';
import type { FuzzRequest } from '../../src/fuzz/requests/fuzz-request.ts';
import {
  headerMark,
  markupMark,
  personalMark,
  strangerMark,
} from '../../src/fuzz/requests/marks.ts';
import { marks, secret } from './sample-requests.ts';

const requestOf = (about: Partial<FuzzRequest> = {}): FuzzRequest => ({
  ...{ number: 7, door: 'ingest', from: '127.0.0.1', kind: 'test', who: 'stranger' },
  ...{ parts: [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')], ending: 'whole' },
  ...about,
});

describe('an answer', () => {
  const problem = (status: number, code = 'not_found', more = '') => {
    const body = JSON.stringify({ status, code, more });
    return `HTTP/1.1 ${status} X\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const page = (text: string) =>
    `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

  test.each<[string, string, Partial<FuzzRequest>, string[]]>([
    ['of the contract', problem(404), {}, []],
    ['that could not be stored', problem(503, 'not_stored'), {}, []],
    ['500', problem(500, 'internal'), {}, ['server_error']],
    ['502 of the dashboard', problem(502), { door: 'dashboard' }, ['server_error']],
    ['of an unknown status', problem(418), {}, ['undocumented']],
    ['without a problem', 'HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n', {}, ['undocumented']],
    ['without a code', problem(404, ''), {}, ['undocumented']],
    ['with the secret', problem(404, 'not_found', secret), { who: 'operator' }, ['clear_text']],
    ["with a stranger's text", problem(404, 'x', strangerMark), {}, ['clear_text']],
    ['with a value', problem(422, 'x', personalMark), { who: 'supplier' }, ['clear_text']],
    [
      'with a passport',
      page('PASSPORT-MARKER-1'),
      { door: 'dashboard', who: 'operator' },
      ['clear_text'],
    ],
    [
      'with a passport, in the export of a decoy',
      page('PASSPORT-MARKER-1'),
      {
        ...{ door: 'dashboard', who: 'operator' },
        parts: [Buffer.from('GET /orders/DECOY00000000000000001/export HTTP/1.1')],
      },
      [],
    ],
    [
      'with a passport, in the export of another order',
      page('PASSPORT-MARKER-1'),
      {
        ...{ door: 'dashboard', who: 'operator' },
        parts: [Buffer.from('GET /orders/1/export HTTP/1.1')],
      },
      ['clear_text'],
    ],
    ['with a name, to an operator', page(personalMark), { door: 'dashboard', who: 'operator' }, []],
    [
      'with a foreign header',
      problem(404).replace('\r\n\r\n', `\r\n${headerMark}: 1\r\n\r\n`),
      {},
      ['injected'],
    ],
    ['with a foreign element', page(`${markupMark}>`), { door: 'dashboard' }, ['injected']],
    ['with an escaped element', page(`&lt;${markupMark.slice(1)}>`), { door: 'dashboard' }, []],
  ])('%s', (_what, bytes, about, kinds) => {
    const raw = Buffer.from(bytes);
    const exchange: BytesExchange = { ...parseAnswers(raw), bytes: raw, end: 'answered' };
    expect(judgeAnswer(requestOf(about), exchange, marks).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('that never comes, and nobody who listens, are breaches', () => {
    const nothing = { answers: [], rest: Buffer.alloc(0), bytes: Buffer.alloc(0) };
    const kindsOf = (end: BytesExchange['end']) =>
      judgeAnswer(requestOf(), { ...nothing, end }, marks).map(({ kind }) => kind);
    expect(kindsOf('timed_out')).toEqual(['unanswered']);
    expect(kindsOf({ error: 'ECONNREFUSED' })).toEqual(['unanswered']);
    expect(kindsOf({ error: 'ECONNRESET' })).toEqual([]);
  });
});
