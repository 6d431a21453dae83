import { describe, expect, test } from '@jest/globals';
import { createFlightFinder } from '../../src/content/flight-names.ts';
import { buildSegment } from '../build-itinerary.ts';
import { english } from '../build-view.ts';

describe('the flight of an extra', () => {
  const find = createFlightFinder(
    [
      buildSegment({ index: 2, flightNumber: 'ZX2' }),
      buildSegment({ index: 1 }),
      buildSegment({ index: 2, flightNumber: 'ZX3' }),
      buildSegment({ index: 2, flightNumber: 'ZX4' }),
      { index: 5, departure: { airport: 'CAN' }, arrival: { airport: '\u200b' } },
      { index: 6, departure: { airport: '' }, arrival: { airport: '' } },
    ],
    english,
  );
  test.each([
    ['is the one with the index', 1, { place: 1, name: 'ZX8405, CAN–HGH' }],
    ['is not told where several have it', 2, undefined],
    ['is not told where none has it', 0, undefined],
    ['is named by what can be seen', 5, { place: 4, name: 'CAN' }],
    ['is not told where nothing can be seen', 6, undefined],
  ])('%s', (_, index, expected) => {
    expect(find(index)).toEqual(expected);
  });
});
