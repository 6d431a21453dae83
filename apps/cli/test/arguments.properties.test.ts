import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIntegerParser } from '../src/commands/options.ts';
import { toPrintable } from '../src/output/to-printable.ts';
import { readInstant } from '../src/read-instant.ts';

const digits = fc.stringMatching(/^\d{1,5}$/);
const nearDate = fc.oneof(
  fc
    .tuple(digits, digits, digits, fc.constantFrom('-', '/', ''))
    .map(([year, month, day, between]) => [year, month, day].join(between)),
  fc
    .tuple(
      fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }),
      fc.constantFrom('', 'Z', 'z', '+00:00', '+14:00', '-99:99', ' ', '\n', 'T', '.1234567890'),
      fc.nat({ max: 24 }),
    )
    .map(([date, end, length]) => date.toISOString().slice(0, length) + end),
  fc.constantFrom(
    '2026-02-30',
    '2024-02-29',
    '2023-02-29',
    '2026-13-01',
    '2026-01-00',
    '+2026-01-01',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

test('any text is a day or an instant of the calendar, or none', () => {
  fc.assert(
    fc.property(nearDate, (text) => {
      const [start, end] = [readInstant(text, 'start'), readInstant(text, 'end')];
      expect(start === undefined).toBe(end === undefined);
      if (start === undefined || end === undefined) return;
      expect(Number.isNaN(start.getTime())).toBe(false);
      expect(text).toMatch(/^\d{4}-\d{2}-\d{2}/);
      const dayMs = 24 * 60 * 60 * 1000;
      expect(end.getTime() - start.getTime()).toBe(/^[\d-]+$/.test(text) ? dayMs : 0);
      if (/^[\d-]+$/.test(text)) expect(start.toISOString().slice(0, 10)).toBe(text);
    }),
  );
});

test('any text is a whole number within its bounds, or refused', () => {
  const parse = createIntegerParser({ minimum: 1, maximum: 500 });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.integer({ min: -10, max: 1000 }).map(String),
    fc.constantFrom('1e2', '0x1', ' 1', '1 ', '+1', '-0', '٣', '1.0', '999999999999', 'Infinity'),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const isNumber = /^[0-9]{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= 500;
      if (isNumber) expect(parse(text)).toBe(Number(text));
      else expect(() => parse(text)).toThrow(/whole number/);
    }),
  );
});

test('any text is printed without a control character, so that none reaches the terminal', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.constantFrom('\x1b[2J', '\x1b]0;x\x07', '\x9b31m', '\r', '\b', '\u202e', 'a', '\0'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      expect(toPrintable(text)).not.toMatch(/[^\P{Cc}\n\t]/u);
    }),
  );
});
