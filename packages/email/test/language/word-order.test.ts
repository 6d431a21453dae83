import { describe, expect, test } from '@jest/globals';
import bidiFactory from 'bidi-js/dist/bidi.mjs';
import { createLanguages } from '../../src/language/create-languages.ts';

const bidi = bidiFactory();
const languages = createLanguages();
const [english] = languages;
const arabic = languages.find(({ tag }) => tag === 'ar') ?? english;

/** What one sees from left to right where the writing direction is found out from the text itself. */
function show(text: string): string {
  const levels = bidi.getEmbeddingLevels(text, 'auto');
  return bidi.getReorderedString(text, levels).replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

describe('in Arabic', () => {
  test('what is filled in is isolated, and the pieces are the same', () => {
    const values = { before: 'S30814', after: 'K7R2QX' };
    expect(arabic.say('changes.reference.changed', values)).toBe(
      'تغيّر رقم الحجز لدى شركة الطيران من \u2068S30814\u2069 إلى \u2068K7R2QX\u2069',
    );
    expect(arabic.sayInParts('changes.reference.changed', values)).toEqual([
      { kind: 'words', text: 'تغيّر رقم الحجز لدى شركة الطيران من ' },
      { kind: 'value', text: 'S30814' },
      { kind: 'words', text: ' إلى ' },
      { kind: 'value', text: 'K7R2QX' },
    ]);
  });

  test('what only chooses between cases is not filled in', () => {
    expect(arabic.say('passenger.type', { type: 'child' })).toBe('طفل');
  });

  test.each([
    ['a number with hyphens', '784-5551234567'],
    ['a reference', 'S30814'],
    ['two references', 'A1, B2'],
    ['a name that ends in a sign', 'Example Travel (Pty)'],
    ['a telephone number', '+49 30 901820'],
  ])('%s keeps its own order within a sentence', (_, value) => {
    const seen = show(arabic.say('changes.ticket.addedOf', { name: 'Li Si', after: value }));
    expect(seen).toContain(value);
    // The sentence runs from right to left: what comes last stands at the left.
    expect(seen.startsWith(value)).toBe(true);
  });

  test('a row begins at the right, whatever its value is', () => {
    const row = arabic.say('text.row', { label: arabic.say('order.number'), value: 'TESTL2023' });
    expect(show(row).startsWith('TESTL2023 :')).toBe(true);
  });

  test('a route reads from right to left, where it stands alone and within a sentence', () => {
    const route = arabic.say('flight.route', { departure: 'Guangzhou', arrival: 'Hangzhou' });
    for (const seen of [show(route), show(arabic.say('preheader.route', { route }))]) {
      expect(seen.indexOf('Hangzhou')).toBeLessThan(seen.indexOf('Guangzhou'));
    }
  });

  test('a place reads city first, from the right', () => {
    const place = arabic.say('flight.cityAndCountry', { city: 'Guangzhou', country: 'الصين' });
    expect(show(place).endsWith('Guangzhou')).toBe(true);
  });

  test('a list reads from right to left', () => {
    expect(show(arabic.formatList(['A-1', 'B-2']))).toBe('B-2و A-1');
  });
});

test('in a language from left to right nothing is isolated in plain text', () => {
  expect(english.say('greeting', { name: 'Li Si' })).toBe('Hello Li Si,');
});
