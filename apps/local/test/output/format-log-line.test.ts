import { describe, expect, it } from '@jest/globals';
import picocolors from 'picocolors';
import { createColors } from '../../src/output/colors.ts';
import { formatLogLine } from '../../src/output/format-log-line.ts';

const plain = picocolors.createColors(false);
const record = { level: 'info', time: '2026-01-02T03:04:05.678Z', app: 'worker', msg: 'attempt' };

describe('formatLogLine', () => {
  it.each([
    ['a record without fields', record, '03:04:05.678 INFO  attempt'],
    [
      'the house fields first, the others as they were written',
      { ...record, port: 3000, outcome: 'sent', orderNo: 'TESTA1', deliveryId: 'd1' },
      '03:04:05.678 INFO  attempt deliveryId=d1 orderNo=TESTA1 outcome=sent port=3000',
    ],
    [
      "no job id that repeats the delivery's",
      { ...record, deliveryId: 'd1', jobId: 'd1' },
      '03:04:05.678 INFO  attempt deliveryId=d1',
    ],
    [
      'a job id of its own',
      { ...record, deliveryId: 'd1', jobId: 'j1' },
      '03:04:05.678 INFO  attempt deliveryId=d1 jobId=j1',
    ],
    [
      'an error by its message',
      { ...record, level: 'warn', error: { type: 'Error', message: 'no line', stack: 'x' } },
      '03:04:05.678 WARN  attempt error="no line"',
    ],
    [
      'a list as JSON',
      { ...record, missing: ['/data/a'] },
      '03:04:05.678 INFO  attempt missing=["/data/a"]',
    ],
    [
      'an escape as text, which a terminal does not obey',
      { ...record, msg: 'a\u001b[2Jb', reason: '\u001b]0;x\u0007' },
      '03:04:05.678 INFO  a\\u001b[2Jb reason="\\u001b]0;x\\u0007"',
    ],
  ])('shows %s', (_name, line, shown) => {
    expect(formatLogLine(JSON.stringify(line), plain)).toBe(shown);
  });

  it.each([
    ['plain text', 'MailDev is running', 'MailDev is running'],
    ['JSON that is no record', '{"a":1}', '{"a":1}'],
    ['half a record', '{"level":"info",', '{"level":"info",'],
    ['text with an escape', 'a\u001b[31mb\u009b', 'a\\u001b[31mb\\u009b'],
  ])('leaves %s readable', (_name, line, shown) => {
    expect(formatLogLine(line, plain)).toBe(shown);
  });

  it('colours the level when colours are wanted', () => {
    const colors = picocolors.createColors(true);
    expect(formatLogLine(JSON.stringify(record), colors)).toContain(colors.green('INFO '));
  });
});

describe('createColors', () => {
  it.each([
    ['a terminal', {}, true, true],
    ['a terminal with NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['a terminal with an empty NO_COLOR', { NO_COLOR: '' }, true, true],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
    ['a file', {}, false, false],
    ['a file in CI', { CI: 'true' }, false, false],
  ])('decides for %s', (_name, env, isTerminal, isColored) => {
    expect(createColors(env, isTerminal).isColorSupported).toBe(isColored);
  });
});
