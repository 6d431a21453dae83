import { describe, expect, test } from '@jest/globals';
import type { Ancillary, Passenger, Segment } from '@ticketpost/schema';
import { describeBoughtBag, describeIncludedBaggage } from '../../src/content/baggage-words.ts';
import { english } from '../build-view.ts';

type Included = NonNullable<Segment['includedBaggage']>;
type Types = Passenger['passengerType'][];

describe('included baggage', () => {
  const amounts: [string, Included[number]][] = [
    ['none', { allowance: 'none' }],
    ['unlimited', { allowance: 'unlimited' }],
    ['1 piece', { allowance: 'limited', pieces: 1 }],
    ['2 pieces', { allowance: 'limited', pieces: 2 }],
    ['23 kg', { allowance: 'limited', weightKg: 23 }],
    ['7.5 kg', { allowance: 'limited', weightKg: 7.5 }],
    ['2 pieces, 23 kg', { allowance: 'limited', pieces: 2, weightKg: 23 }],
    ['2 pieces, no weight limit', { allowance: 'unlimited', pieces: 2 }],
    ['included', { allowance: 'limited' }],
  ];
  test.each(amounts)('is "%s"', (expected, entry) => {
    expect(describeIncludedBaggage([entry], new Set(['adult']), english)).toEqual([
      { label: 'Included baggage', words: expected },
    ]);
  });

  const one = { allowance: 'limited', pieces: 1 } as const;
  const nothing = { allowance: 'none' } as const;
  const rows: [string, Included, Types, string[]][] = [
    ['is left out when nothing is told', [], ['adult'], []],
    [
      'is told once when it is the same for all who travel',
      [
        { passengerType: 'adult', ...one },
        { passengerType: 'child', ...one },
      ],
      ['adult', 'child'],
      [': 1 piece'],
    ],
    [
      'is told by type when it differs',
      [
        { passengerType: 'adult', ...one },
        { passengerType: 'infant', ...nothing },
      ],
      ['adult', 'infant'],
      ['adult: 1 piece', 'infant: none'],
    ],
    [
      'leaves out types that do not travel',
      [
        { passengerType: 'adult', ...one },
        { passengerType: 'infant', ...nothing },
      ],
      ['adult'],
      [': 1 piece'],
    ],
    [
      'is not promised to a type of which nothing is told',
      [{ passengerType: 'adult', ...one }],
      ['adult', 'infant'],
      ['adult: 1 piece'],
    ],
    [
      'is not promised to a passenger of unknown type, who may be of any',
      [
        { passengerType: 'adult', ...one },
        { passengerType: 'infant', ...nothing },
      ],
      [undefined],
      ['adult: 1 piece', 'infant: none'],
    ],
    [
      'of no type is that of all others',
      [one, { passengerType: 'infant', ...nothing }],
      ['adult', 'infant'],
      ['other passengers: 1 piece', 'infant: none'],
    ],
    [
      'has all entries of a type, each once',
      [one, one, { allowance: 'limited', weightKg: 7 }],
      ['adult'],
      [': 1 piece + 7 kg'],
    ],
  ];
  test.each(rows)('%s', (_, entries, types, expected) => {
    const lines = describeIncludedBaggage(entries, new Set(types), english);
    const told = lines.map(({ label, words }) => `${label}: ${words}`);
    expect(told.map((line) => line.replace(/^Included baggage(?: \((.*)\))?: /u, '$1: '))).toEqual(
      expected,
    );
  });
});

describe('a bought bag', () => {
  const rows: [string, NonNullable<Ancillary['baggage']>, string | undefined][] = [
    ['has pieces and weight', { piece: 1, weight: 20 }, '1 piece, 20 kg'],
    ['has no weight limit at weight 0', { piece: 2, weight: 0 }, '2 pieces, no weight limit'],
    ['has no piece limit at piece 0', { piece: 0, weight: 20 }, 'any number of pieces, 20 kg'],
    ['has no limits at all', { piece: 0, weight: 0 }, 'any number of pieces, no weight limit'],
    ['has a weight alone', { weight: 15 }, '15 kg'],
    [
      'says when the weight is that of all',
      { piece: 2, weight: 40, isAllWeight: true },
      '2 pieces, 40 kg in all',
    ],
    [
      'says when the weight is that of each',
      { piece: 2, weight: 20, isAllWeight: false },
      '2 pieces, 20 kg each',
    ],
    ['says neither of one piece', { piece: 1, weight: 20, isAllWeight: true }, '1 piece, 20 kg'],
    ['is silent about negative numbers', { piece: -1, weight: -1 }, undefined],
    ['is silent about numbers beyond all measure', { piece: 1e300, weight: 1e300 }, undefined],
    ['is silent about what is no number', { piece: NaN, weight: Infinity }, undefined],
    ['is silent about a size', { size: '158' }, undefined],
    ['is silent when nothing is told', {}, undefined],
  ];
  test.each(rows)('%s', (_, bag, expected) => {
    expect(describeBoughtBag(bag, english)).toBe(expected);
  });
});
