import { describe, expect, test } from '@jest/globals';
import { readFlightDesignator } from '../../src/reservations/flight-designator.ts';
import { bareItinerary } from '../build-itinerary.ts';

describe('a flight number', () => {
  test.each([
    ['with its carrier in front', 'U28405', 'U2', 'U2', '8405'],
    ['with a space and in small letters', 'zx 8405', 'ZX', 'ZX', '8405'],
    ['without its carrier', '8405', 'ZX', 'ZX', '8405'],
    ['with a suffix', 'ZX8405A', 'ZX', 'ZX', '8405A'],
    ['with the carrier that is told nowhere else', '9C8888', undefined, '9C', '8888'],
    ['of another airline than the one told', 'BA2490', 'IB', 'BA', '2490'],
    ['with a carrier of three letters', 'EZY8405', 'EZY', 'EZY', '8405'],
  ])('%s is taken apart', (_how, flightNumber, given, carrier, number) => {
    expect(readFlightDesignator(buildSegment(flightNumber, given))).toEqual({ carrier, number });
  });

  test.each([
    ['that is missing', undefined, 'ZX'],
    ['without any carrier', '8405', undefined],
  ])('%s is none', (_how, flightNumber, carrier) => {
    expect(readFlightDesignator(buildSegment(flightNumber, carrier))).toBeUndefined();
  });
});

function buildSegment(flightNumber: string | undefined, carrier: string | undefined) {
  const [segment] = bareItinerary.segments;
  if (segment === undefined) throw new Error('the itinerary has no flight');
  return {
    ...segment,
    ...(flightNumber === undefined ? {} : { flightNumber }),
    ...(carrier === undefined ? {} : { carrier }),
  };
}
