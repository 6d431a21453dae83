import type { TicketedOrder } from '@ticketpost/schema';
import { listBookedExtras } from './booked-extras.ts';
import type { BookedExtra } from './booked-extras.ts';
import type { Brand } from './brand.ts';
import { cleanText } from './clean-text.ts';
import { formatPassengerName } from './format-passenger-name.ts';
import { readPassengerNumbers } from './passenger-numbers.ts';
import type { LabelledNumber, PassengerNumbers } from './passenger-numbers.ts';
import { shortenText } from './shorten-text.ts';
import { readSupportContact } from './support-contact.ts';
import type { SupportContact } from './support-contact.ts';

type Passenger = TicketedOrder['passengers'][number];

interface PassengerView extends PassengerNumbers {
  /** Place in the event, from 1. */
  position: number;
  /** As one speaks it; empty when the event has no name. */
  name: string;
  /** As printed on the ticket, in capitals. */
  nameOnTicket: string;
  type: Passenger['passengerType'];
  extras: BookedExtra[];
}

/**
 * All that the templates show, and nothing else: plain strings, cleaned and of bounded length.
 * Absent facts are present as `undefined`, because the templates refuse fields they do not know.
 */
export interface ConfirmationView {
  brandName: string;
  orderNo: string;
  /** Whom to greet: the first adult, or the first passenger of unknown type where nobody is one. */
  greetingName: string | undefined;
  /** Airline references that hold for every passenger; the passengers' own lists are empty then. */
  sharedReferences: LabelledNumber[];
  /** The order's airline references in few words, for the subject; empty without any. */
  referenceSummary: string;
  /** The passengers in few words, for the line that lists of mails show; empty without names. */
  passengerSummary: string;
  passengers: PassengerView[];
  support: SupportContact | undefined;
}

const maxNameLength = 120;
const maxOrderNoLength = 64;
const maxSummarized = 3;

/** Turns an order and a brand into what the templates show. Strings from outside are cleaned here. */
export function createConfirmationView(order: TicketedOrder, brand: Brand): ConfirmationView {
  const passengers = order.passengers.map(createPassengerView);
  const sharedReferences = findSharedReferences(passengers);
  const references = passengers.flatMap((passenger) => passenger.references);
  const greeted =
    passengers.find(({ type }) => type === 'adult') ??
    passengers.find(({ type }) => type === undefined);
  return {
    brandName: shortenText(cleanText(brand.name), maxNameLength),
    orderNo: shortenText(cleanText(order.orderNo), maxOrderNoLength),
    greetingName: greeted?.name,
    sharedReferences,
    referenceSummary: summarize([...new Set(references.map(({ value }) => value))]),
    passengerSummary: summarize(passengers.map(({ name }) => name).filter(Boolean)),
    passengers:
      sharedReferences.length === 0
        ? passengers
        : passengers.map((passenger) => ({ ...passenger, references: [] })),
    support: readSupportContact(brand),
  };
}

function createPassengerView(passenger: Passenger, index: number): PassengerView {
  const name = cleanText(passenger.name);
  return {
    ...readPassengerNumbers(passenger),
    position: index + 1,
    name: shortenText(formatPassengerName(name), maxNameLength),
    nameOnTicket: shortenText(name.toUpperCase(), maxNameLength),
    type: passenger.passengerType,
    extras: listBookedExtras(passenger.ancillaries),
  };
}

/** The same references in the same order for everybody, labelled when any passenger's ticket tells the legs. */
function findSharedReferences(passengers: readonly PassengerView[]): LabelledNumber[] {
  const lists = passengers.map(({ references }) => references);
  const keys = lists.map((list) => JSON.stringify(list.map(({ value }) => value.toUpperCase())));
  if (new Set(keys).size !== 1) return [];
  return lists.find((list) => list.some(({ leg }) => leg !== undefined)) ?? lists[0] ?? [];
}

function summarize(items: readonly string[]): string {
  if (items.length <= maxSummarized) return items.join(', ');
  const named = items.slice(0, maxSummarized - 1);
  return `${named.join(', ')} + ${items.length - named.length}`;
}
