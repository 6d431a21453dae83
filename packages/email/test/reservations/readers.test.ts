import { describe, expect, test } from '@jest/globals';
import { createReservations } from '../../src/reservations/create-reservations.ts';
import { formatJsonLd } from '../../src/reservations/format-json-ld.ts';
import { familyItinerary } from '../build-itinerary.ts';
import { buildOrder } from '../build-order.ts';
import { readPath } from './read-path.ts';

const options = { brand: { name: 'Example Travel' } };
const order = buildOrder({
  name: 'LI/SI',
  ticketNos: ['7810000000001'],
  ancillaries: [{ productCode: 'SEAT', segmentIndex: 1, seat: { row: '12', column: 'A' } }],
});
const [reservation] = JSON.parse(
  formatJsonLd(createReservations([{ order, itinerary: familyItinerary }], options)),
) as unknown[];

const airports = {
  'reservationFor.departureAirport.name': 'Guangzhou Baiyun International Airport',
  'reservationFor.departureAirport.iataCode': 'CAN',
  'reservationFor.arrivalAirport.name': 'Hangzhou Xiaoshan International Airport',
  'reservationFor.arrivalAirport.iataCode': 'HGH',
  'reservationFor.departureTime': '2026-11-24T08:30:00+08:00',
  'reservationFor.arrivalTime': '2026-11-24T10:45:00+08:00',
};
const type = { '@context': 'http://schema.org', '@type': 'FlightReservation' };
const status = { reservationStatus: 'http://schema.org/ReservationConfirmed' };

const readers = {
  // Marked "Required" at developers.google.com/workspace/gmail/markup/reference/types/FlightReservation;
  // the number without its carrier as in the examples of …/reference/flight-reservation.
  Google: {
    ...type,
    ...status,
    reservationNumber: 'S30814',
    'underName.name': 'Si Li',
    'reservationFor.flightNumber': '8405',
    'reservationFor.airline.name': 'Example Air',
    'reservationFor.airline.iataCode': 'ZX',
    ...airports,
  },
  // The properties of the example in "Unlock your email potential with Schema.org",
  // devblogs.microsoft.com/microsoft365dev, December 2025. Its number has the carrier in front, which
  // Google's must not have; the carrier stands in `provider`.
  Microsoft: {
    ...type,
    ...status,
    reservationId: 'S30814',
    'underName.name': 'Si Li',
    'reservationFor.@type': 'Flight',
    'reservationFor.flightNumber': '8405',
    'reservationFor.provider.@type': 'Airline',
    'reservationFor.provider.name': 'Example Air',
    'reservationFor.provider.iataCode': 'ZX',
    ...airports,
    'reservedTicket.@type': 'Ticket',
    'reservedTicket.ticketedSeat.@type': 'Seat',
    'reservedTicket.ticketedSeat.seatNumber': '12A',
  },
  // developer.apple.com/documentation/sirieventsuggestionsmarkup: `@context` is always this one,
  // a confirmed booking has the status `ReservationConfirmed`, and the id tells duplicates.
  Apple: {
    ...type,
    ...status,
    reservationId: 'S30814',
    'reservationFor.@type': 'Flight',
    'reservationFor.flightNumber': '8405',
    'reservationFor.airline.iataCode': 'ZX',
    ...airports,
  },
  // The first example at yandex.ru/support/webmaster/en/mail/flight.
  Yandex: {
    ...type,
    ...status,
    reservationId: 'S30814',
    'reservationFor.@type': 'Flight',
    'reservationFor.flightNumber': '8405',
    'reservationFor.provider.@type': 'Airline',
    'reservationFor.provider.name': 'Example Air',
    'reservationFor.provider.iataCode': 'ZX',
    ...airports,
  },
};

describe.each(Object.entries(readers))('%s finds what it asks for', (_reader, fields) => {
  test.each(Object.entries(fields))('%s', (path, value) => {
    expect(readPath(reservation, path)).toBe(value);
  });
});
