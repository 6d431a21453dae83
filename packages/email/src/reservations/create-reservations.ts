import type { Passenger, Segment } from '@ticketpost/schema';
import type { Brand } from '../brand/brand.ts';
import { isSameCode, type Airlines } from '../content/airlines.ts';
import { listCheckInLinks } from '../content/check-in-links.ts';
import type { OrderContent } from '../content/order-content.ts';
import { readPassengerNumbers } from '../content/passenger-numbers.ts';
import { speakPassengerName } from '../content/speak-passenger-name.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { createFlight } from './create-flight.ts';
import { findSeat } from './find-seat.ts';
import { listNumbersOfFlight } from './numbers-of-flight.ts';

const maxBrandLength = 80;

/**
 * Describes the tickets for programs that read mail: a schema.org `FlightReservation` for each
 * passenger on each flight. Where readers disagree both spellings are in it:
 *
 * - the airline reference is `reservationNumber` to Google and `reservationId` to Microsoft, Apple
 *   and Yandex;
 * - the airline is `airline` to Google and `provider` to Microsoft and Yandex;
 * - ticket and seat are `ticketNumber` and `airplaneSeat` to Google, and stand in `reservedTicket`
 *   to schema.org and Microsoft.
 *
 * The agency is Google's `bookingAgent`, which may be a name alone.
 *
 * A passenger without an airline reference has none: all readers ask for one, and an order number in
 * its place would be taken to the airline's desk. A ticket number that is the airline reference as
 * well is not called one.
 */
export function createReservations(
  orders: readonly Pick<OrderContent, 'order' | 'itinerary'>[],
  { brand }: { brand: Pick<Brand, 'name'> },
): object[] {
  const bookingAgent = boundText(brand.name, maxBrandLength);
  return orders.flatMap(({ order, itinerary }) => {
    const { segments = [], airlines = [] } = itinerary ?? {};
    const travellers = order.passengers.map(readTraveller);
    return segments.flatMap((segment) => {
      const flight = createFlight(segment, airlines);
      if (flight === undefined) return [];
      const checkinUrl = findCheckInAddress(flight.airline.iataCode, airlines);
      return travellers.flatMap((traveller) => {
        const seat = findSeat(traveller.passenger, segment, segments);
        const own = createReservation(traveller, segment, seat);
        return own === undefined
          ? []
          : { ...own, reservationFor: flight, checkinUrl, bookingAgent };
      });
    });
  });
}

interface Traveller {
  passenger: Passenger;
  name: string | undefined;
  numbers: ReturnType<typeof readPassengerNumbers>;
}

function readTraveller(passenger: Passenger): Traveller {
  return {
    passenger,
    name: speakPassengerName(passenger.name),
    numbers: readPassengerNumbers(passenger),
  };
}

function createReservation(
  { name, numbers }: Traveller,
  segment: Segment,
  seat: string | undefined,
): object | undefined {
  const references = listNumbersOfFlight(numbers.references, segment);
  if (references.length === 0) return undefined;
  const tickets = listNumbersOfFlight(numbers.tickets, segment);
  const reference = joinNumbers(references);
  const ticketNumber = tickets.length === 0 ? undefined : joinNumbers(tickets);
  return {
    // Not https: Apple's markup guide asks for exactly this.
    '@context': 'http://schema.org',
    '@type': 'FlightReservation',
    reservationNumber: reference,
    reservationId: reference,
    reservationStatus: 'http://schema.org/ReservationConfirmed',
    underName: name && { '@type': 'Person', name },
    ticketNumber,
    airplaneSeat: seat,
    reservedTicket:
      ticketNumber === undefined && seat === undefined
        ? undefined
        : {
            '@type': 'Ticket',
            ticketNumber,
            ticketedSeat: seat && { '@type': 'Seat', seatNumber: seat },
          },
  };
}

/** Several that hold for one flight are told together: which is whose is not known. */
function joinNumbers(numbers: readonly string[]): string {
  return numbers.join(' / ');
}

/** Of the airline's web site, encrypted only. */
function findCheckInAddress(carrier: string, airlines: Airlines): string | undefined {
  const own = airlines.filter(({ code }) => isSameCode(code, carrier));
  return listCheckInLinks(own).find(({ href }) => href.startsWith('https:'))?.href;
}
