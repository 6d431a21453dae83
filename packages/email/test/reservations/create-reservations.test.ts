import { describe, expect, test } from '@jest/globals';
import type { Itinerary, Passenger, Segment } from '@ticketpost/schema';
import fc from 'fast-check';
import { createReservations } from '../../src/reservations/create-reservations.ts';
import { formatJsonLd } from '../../src/reservations/format-json-ld.ts';
import {
  bareItinerary,
  buildItinerary,
  buildSegment,
  familyItinerary,
} from '../build-itinerary.ts';
import { buildOrder, familyOrder } from '../build-order.ts';
import { readPath } from './read-path.ts';

const options = { brand: { name: 'Example Travel' } };

function listReservations(passengers: Partial<Passenger>[], itinerary: Itinerary): unknown[] {
  const order = buildOrder(...passengers);
  return JSON.parse(formatJsonLd(createReservations([{ order, itinerary }], options))) as unknown[];
}

function listValues(path: string, passengers: Partial<Passenger>[], itinerary: Itinerary) {
  return listReservations(passengers, itinerary).map((one) => readPath(one, path));
}

const oneFlight = (overrides: Partial<Segment>) => buildItinerary([buildSegment(overrides)]);

describe('reservations for programs that read mail', () => {
  test('are one for each passenger on each flight, over all orders of a trip', () => {
    const content = { order: familyOrder, itinerary: familyItinerary };
    expect(createReservations([content], options)).toHaveLength(6);
    expect(createReservations([content, { order: buildOrder({}) }, content], options)).toHaveLength(
      12,
    );
  });

  test.each([
    ['without an itinerary', undefined],
    ['of a flight of which nothing is known but the airports', bareItinerary],
    ['of a departure that cannot be read', oneFlight({ departure: { airport: 'CAN', time: 'x' } })],
    ['of a flight without a number', buildItinerary([{ ...buildSegment(), flightNumber: ' ' }])],
  ])('are none %s', (_what, itinerary) => {
    const content = { order: familyOrder, ...(itinerary && { itinerary }) };
    expect(createReservations([content], options)).toEqual([]);
  });

  test('are none of a passenger without an airline reference', () => {
    expect(listReservations([{ airlinePnrs: [' '] }], oneFlight({}))).toEqual([]);
  });

  test.each([
    ['its own where it is one', ['7810000000001'], ['7810000000001', '7810000000001']],
    ['none where it is the reference', ['s30814'], [undefined, undefined]],
    ['that of the half of a split round trip', ['781-1', '781-2'], ['781-1', '781-2']],
    ['all where nothing tells them apart', ['A1', 'A2', 'A3'], ['A1 / A2 / A3', 'A1 / A2 / A3']],
    ['none where none was issued', [], [undefined, undefined]],
  ])('have as ticket number %s', (_which, ticketNos, numbers) => {
    expect(listValues('ticketNumber', [{ ticketNos }], familyItinerary)).toEqual(numbers);
  });

  test('have the reference of the half of a split round trip', () => {
    const split = { ticketNos: ['OUT111', 'RET222'], airlinePnrs: ['OUT111', 'RET222'] };
    expect(listValues('reservationId', [split], familyItinerary)).toEqual(['OUT111', 'RET222']);
  });

  test('have the seat on the flight it was bought for', () => {
    const seat = { productCode: 'S', segmentIndex: 2, seat: { row: '12', column: 'A' } };
    const passengers = [{ ancillaries: [seat] }];
    expect(listValues('airplaneSeat', passengers, familyItinerary)).toEqual([undefined, '12A']);
  });

  test('have no seat where two flights have the index it was bought for', () => {
    const seat = { productCode: 'S', segmentIndex: 1, seat: { row: '12', column: 'A' } };
    const twins = buildItinerary([buildSegment(), buildSegment()]);
    expect(listValues('airplaneSeat', [{ ancillaries: [seat] }], twins)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['known', 'HGH', '2026-11-24T10:45', '2026-11-24T10:45:00+08:00'],
    ['unknown: without an offset', 'QQQ', '2026-11-24T10:45', '2026-11-24T10:45:00'],
    ['unreadable: left out', 'HGH', 'noon', undefined],
    ['before the departure: left out', 'HGH', '2026-11-24T07:45', undefined],
  ])('have the arrival where it is %s', (_what, airport, time, arrivalTime) => {
    const itinerary = oneFlight({ arrival: { airport, time } });
    expect(listValues('reservationFor.arrivalTime', [{}], itinerary)).toEqual([arrivalTime]);
  });

  test('name an unknown airport by its code', () => {
    const itinerary = oneFlight({ arrival: { airport: 'QQQ' } });
    expect(listValues('reservationFor.arrivalAirport.name', [{}], itinerary)).toEqual(['QQQ']);
  });

  test.each([
    ['of the airline that sells the flight', 'ZX', 'https://air.example.com/'],
    ['of no other airline', 'YV', undefined],
  ])('link to the check-in %s', (_whose, code, checkinUrl) => {
    const airlines = [{ code, webSite: 'https://air.example.com/' }];
    const itinerary = buildItinerary(undefined, { airlines });
    expect(listValues('checkinUrl', [{}], itinerary)).toEqual([checkinUrl]);
  });

  test.each(['http://air.example.com/', 'javascript:alert(1)', 'https://me@air.example.com/', ''])(
    'do not link to %j',
    (webSite) => {
      const itinerary = buildItinerary(undefined, { airlines: [{ code: 'ZX', webSite }] });
      expect(listValues('checkinUrl', [{}], itinerary)).toEqual([undefined]);
    },
  );

  test('hold no control, line break or direction mark, whatever the strings hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        const itinerary = buildItinerary(
          [
            buildSegment({
              carrier: value,
              flightNumber: `ZX1${value}`,
              departure: { airport: `9${value}`, time: '2026-11-24T08:30', terminal: value },
            }),
          ],
          { airlines: [{ code: value, name: value, webSite: value }] },
        );
        const [reservation] = listReservations(
          [{ name: `N${value}`, airlinePnrs: [`P${value}`], ticketNos: [value] }],
          itinerary,
        );
        expect(listStrings(reservation).filter((text) => unfit.test(text))).toEqual([]);
      }),
    );
  });

  test('of nine passengers on four flights stay far below what Gmail shows of a mail', () => {
    const ancillaries = [1, 2, 3, 4].map((segmentIndex) => ({
      productCode: 'SEAT',
      segmentIndex,
      seat: { row: '12', column: 'A' },
    }));
    const nine = Array.from({ length: 9 }, () => ({ name: 'EXAMPLE/TRAVELLER', ancillaries }));
    const four = [1, 2, 3, 4].map((index) => buildSegment({ index }));
    const itinerary = { ...familyItinerary, segments: four };
    const json = JSON.stringify(listReservations(nine, itinerary));
    expect(Buffer.byteLength(json)).toBeLessThan(37_000);
  });
});

const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(listStrings)
    : [];
}
