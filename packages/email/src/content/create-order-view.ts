import { listCheckInLinks, type CheckInLink } from './airlines.ts';
import { createChangesView, type ChangesView } from './changes-view.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { createPassengerView, type PassengerView } from './create-passenger-view.ts';
import { listFlights, type FlightView } from './flights-view.ts';
import { matchPassengers } from './match-passengers.ts';
import { createFlightNames } from './create-flight-names.ts';
import type { OrderContent } from './order-content.ts';
import type { LabelledNumber } from './passenger-numbers.ts';
import { formatPrice } from './format-price.ts';

/** One order as the templates show it. */
export interface OrderView {
  orderNo: string;
  /** What is different from the mail before; undefined in a first confirmation. */
  changes: ChangesView | undefined;
  /** Airline references that hold for every passenger; the passengers' own lists are empty then. */
  sharedReferences: LabelledNumber[];
  passengers: (PassengerView & {
    /** There is something below the name. */
    hasDetails: boolean;
  })[];
  flights: FlightView[];
  checkInLinks: CheckInLink[];
  price: string | undefined;
}

const maxOrderNoLength = 64;

/** Turns one order into what the templates show. Strings from outside are cleaned here. */
export function createOrderView({ order, itinerary, previous }: OrderContent): OrderView {
  const { segments = [], airlines = [], price } = itinerary ?? {};
  const match = previous && matchPassengers(previous.passengers, order.passengers);
  const changes = previous && match && createChangesView(previous, order, match);
  const nameFlight = createFlightNames(segments);
  const orderPnrs = previous?.passengers.flatMap(({ airlinePnrs }) => airlinePnrs) ?? [];
  const passengers = order.passengers.map((passenger, index) =>
    createPassengerView(passenger, index, {
      nameFlight,
      mailed: match && { passenger: match.before[index], orderPnrs },
    }),
  );
  const sharedReferences = findSharedReferences(passengers);
  return {
    orderNo: boundText(order.orderNo, maxOrderNoLength) ?? '',
    changes,
    sharedReferences,
    passengers: passengers.map((passenger) => {
      const references = sharedReferences.length === 0 ? passenger.references : [];
      return { ...passenger, references, hasDetails: hasDetails({ ...passenger, references }) };
    }),
    flights: listFlights(segments, {
      airlines,
      travelling: new Set(order.passengers.map(({ passengerType }) => passengerType)),
    }),
    checkInLinks: listCheckInLinks(airlines),
    price: price && formatPrice(price),
  };
}

function hasDetails(passenger: PassengerView): boolean {
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
function findSharedReferences(passengers: readonly PassengerView[]): LabelledNumber[] {
  const lists = passengers.map(({ references }) => references);
  const keys = lists.map((list) => JSON.stringify(list.map(({ value }) => value.toUpperCase())));
  if (new Set(keys).size !== 1) return [];
  const labelled = lists.find((list) => list.some(({ leg }) => leg !== undefined)) ?? lists[0];
  return (labelled ?? []).map((reference, index) => ({
    ...reference,
    isNew: lists.some((list) => list[index]?.isNew),
  }));
}
