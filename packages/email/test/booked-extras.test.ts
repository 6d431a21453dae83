import { describe, expect, test } from '@jest/globals';
import { listBookedExtras } from '../src/booked-extras.ts';

describe('booked extras', () => {
  test.each([
    ['none', [], []],
    ['one has no count', ['Bag 15 kg'], [{ text: 'Bag 15 kg', count: undefined }]],
    [
      'repeated ones are counted, in the order they came',
      ['Seat', 'Bag', 'Seat', 'Seat', 'Meal'],
      [
        { text: 'Seat', count: 3 },
        { text: 'Bag', count: undefined },
        { text: 'Meal', count: undefined },
      ],
    ],
    [
      'the display text is not read: what looks like a count is text',
      ['2x20KG', '20KG'],
      [
        { text: '2x20KG', count: undefined },
        { text: '20KG', count: undefined },
      ],
    ],
    ['one without a text is left out', ['', '\u200b'], []],
    [
      'a long text is cut visibly',
      ['P'.repeat(81)],
      [{ text: `${'P'.repeat(79)}…`, count: undefined }],
    ],
    [
      'long texts that differ at the end only are not counted together',
      [`${'P'.repeat(80)}A`, `${'P'.repeat(80)}B`],
      [
        { text: `${'P'.repeat(79)}…`, count: undefined },
        { text: `${'P'.repeat(79)}…`, count: undefined },
      ],
    ],
    [
      'a text named like a member of every object',
      ['__proto__', 'constructor'],
      [
        { text: '__proto__', count: undefined },
        { text: 'constructor', count: undefined },
      ],
    ],
  ])('%s', (_, productCodes, expected) => {
    expect(listBookedExtras(productCodes.map((productCode) => ({ productCode })))).toEqual(
      expected,
    );
  });
});
