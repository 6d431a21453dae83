import type { Itinerary } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { createChangesView } from './changes-view.ts';
import { listCheckInLinks } from './check-in-links.ts';
import type { LabelledNumber, OrderView, PassengerView } from './confirmation-view.ts';
import { createPassengerView } from './create-passenger-view.ts';
import { createFlightFinder } from './flight-names.ts';
import { listFlights } from './flights-view.ts';
import { matchPassengers } from './match-passengers.ts';
import type { OrderContent } from './order-content.ts';

const maxOrderNoLength = 64;
const maxPriceLength = 40;

/** Turns one order into what the templates show. Strings from outside are cleaned here. */
export function createOrderView(
  { order, itinerary, previous, agencyReference }: OrderContent,
  language: Language,
): OrderView {
  const { segments = [], airlines = [], price } = itinerary ?? {};
  const match = previous && matchPassengers(previous.passengers, order.passengers);
  const changes = previous && match && createChangesView(previous, order, { match, language });
  const findFlight = createFlightFinder(segments, language);
  const orderPnrs = previous?.passengers.flatMap(({ airlinePnrs }) => airlinePnrs) ?? [];
  const passengers = order.passengers.map((passenger, index) =>
    createPassengerView(passenger, index, {
      findFlight,
      mailed: match && { passenger: match.before[index], orderPnrs },
      language,
    }),
  );
  const sharedReferences = findSharedReferences(passengers);
  return {
    orderNo: boundText(order.orderNo, maxOrderNoLength) ?? '',
    agencyReference: boundText(agencyReference, maxOrderNoLength),
    changes,
    sharedReferences,
    passengers: passengers.map((passenger) => {
      const references = sharedReferences.length === 0 ? passenger.references : [];
      return { ...passenger, references, hasDetails: hasDetails({ ...passenger, references }) };
    }),
    flights: listFlights(segments, {
      airlines,
      travelling: new Set(order.passengers.map(({ passengerType }) => passengerType)),
      language,
    }),
    checkInLinks: listCheckInLinks(airlines),
    price: price && formatPrice(price, language),
  };
}

function formatPrice(
  { amount, currency }: NonNullable<Itinerary['price']>,
  language: Language,
): string | undefined {
  return language.formatMoney({
    amount: boundText(amount, maxPriceLength) ?? '',
    currency: boundText(currency, maxPriceLength) ?? '',
  });
}

function hasDetails(passenger: Omit<PassengerView, 'hasDetails'>): boolean {
  const { nameOnTicket, references, tickets, isTicketedUnderReference, extras } = passenger;
  return (
    nameOnTicket !== undefined ||
    isTicketedUnderReference ||
    references.length + tickets.length + extras.length > 0
  );
}

/**
 * The same references in the same order for everybody, labelled when any passenger's ticket tells
 * the legs, new when it is new to anybody.
 */
function findSharedReferences(
  passengers: readonly Pick<PassengerView, 'references'>[],
): LabelledNumber[] {
  const lists = passengers.map(({ references }) => references);
  const keys = lists.map((list) => JSON.stringify(list.map(({ value }) => value.toUpperCase())));
  if (new Set(keys).size !== 1) return [];
  const labelled = lists.find((list) => list.some(({ leg }) => leg !== undefined)) ?? lists[0];
  return (labelled ?? []).map((reference, index) => ({
    ...reference,
    isNew: lists.some((list) => list[index]?.isNew),
  }));
}
