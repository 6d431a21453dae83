import { describe, expect, test } from '@jest/globals';
import type { LabelledNumber } from '@ticketpost/email';
import type { Passenger } from '@ticketpost/schema';
import { buildOrder, familyOrder } from '../build-order.ts';
import { buildView, writeText } from '../build-view.ts';

function tell({ leg, value }: LabelledNumber): string {
  return leg === undefined ? value : `${leg} ${value}`;
}

/** References of all, then those of each passenger. */
function listReferences(...passengers: Partial<Passenger>[]) {
  const [order] = buildView(buildOrder(...passengers)).orders;
  return {
    shared: order?.sharedReferences.map(tell),
    own: order?.passengers.map(({ references }) => references.map(tell)),
  };
}

const legs = { airlinePnrs: ['AA1', 'BB2'], ticketNos: ['781', '782'] };

describe('airline references', () => {
  test.each<[string, Partial<Passenger>[], string[], string[][]]>([
    ['are shared by one', [{}], ['S30814'], [[]]],
    ['are shared by all who have the same', [{}, {}], ['S30814'], [[], []]],
    ['are shared in whatever letter case', [{ airlinePnrs: ['s30814'] }, {}], ['s30814'], [[], []]],
    [
      'that differ stand with their passengers',
      [{ airlinePnrs: ['AA1'] }, { airlinePnrs: ['BB2'] }],
      [],
      [['AA1'], ['BB2']],
    ],
    ['that one lacks are not said to be shared', [{}, { airlinePnrs: [] }], [], [['S30814'], []]],
    ['may be missing', [{ airlinePnrs: [] }], [], [[]]],
    [
      'of a split round trip are labelled for all when one tells the halves',
      [{ ...legs, ticketNos: [] }, legs],
      ['outbound AA1', 'return BB2'],
      [[], []],
    ],
  ])('%s', (_, passengers, shared, own) => {
    expect(listReferences(...passengers)).toEqual({ shared, own });
  });

  test('that are the ticket numbers too stand in the text once, and under no such name', () => {
    const text = writeText(buildView(familyOrder));
    expect(text.split('S30814')).toHaveLength(2);
    expect(text).toContain('\nAirline reference: S30814\n');
    expect(text).not.toMatch(/Ticket number: \S*\d/u);
  });
});
