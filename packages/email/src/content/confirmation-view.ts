import type { LogoView } from '../brand/brand-logo.ts';
import type { SupportContact } from '../brand/support-contact.ts';
import type { MessagePart } from '../language/language.ts';

/**
 * All that the mail's templates and the printout show, and nothing else: strings in the mail's
 * language, cleaned and of bounded length. Absent facts are present as `undefined`, because the
 * templates refuse fields they do not know. In a language from right to left, a string that is made
 * of several pieces holds isolates (U+2068 … U+2069) around those that come from outside.
 */
export interface ConfirmationView {
  language: {
    /** BCP 47. */
    tag: string;
    direction: 'ltr' | 'rtl';
  };
  /** The first mail, one that says what changed since the last, or the last once more. */
  variant: 'confirmation' | 'update' | 'resend';
  brandName: string;
  logo: LogoView | undefined;
  /** Line by line; empty where none is configured. */
  legalFooter: string[];
  /** As one speaks the name; undefined where nobody is to be greeted by name. */
  greetingName: string | undefined;
  orders: (OrderView & {
    /** Where there are several orders: which one this is. */
    heading: string | undefined;
  })[];
  /** There are several orders. */
  isTrip: boolean;
  orderCount: number;
  /** The order numbers as part of a sentence. */
  orderList: string;
  /** The order numbers in few words, for the subject. */
  orderSummary: string;
  /** The airline references in few words, for the subject; empty without any. */
  referenceSummary: string;
  /** The passengers in few words, for the line that lists of mails show; empty without names. */
  passengerSummary: string;
  /** From where the journey starts to where it leads, for example `Guangzhou – Hangzhou`. */
  routeSummary: string | undefined;
  /** The date of the first flight; undefined where it cannot be read. */
  firstDate: string | undefined;
  /** A calendar file is attached. */
  hasCalendar: boolean;
  /** A page to print is attached. */
  hasPrintout: boolean;
  support: SupportContact | undefined;
}

/** One order. */
export interface OrderView {
  orderNo: string;
  /** The agency's own number of the booking. */
  agencyReference: string | undefined;
  /** What is different from the mail before; undefined unless something is. */
  changes: ChangesView | undefined;
  /** Airline references that hold for every passenger; the passengers' own lists are empty then. */
  sharedReferences: LabelledNumber[];
  passengers: PassengerView[];
  /** In the order of travel; empty without an itinerary. */
  flights: FlightView[];
  checkInLinks: CheckInLink[];
  /** What was paid, with the currency's code. */
  price: string | undefined;
}

/** What is different from the mail before: each line a whole sentence, in pieces. */
export interface ChangesView {
  lines: MessagePart[][];
}

/** An airline reference or a ticket number. */
export interface LabelledNumber {
  value: string;
  /** The half of a split round trip it stands for, where known. */
  leg: 'outbound' | 'return' | undefined;
  /** It was not among the numbers that were mailed before. */
  isNew: boolean;
}

/** One passenger. */
export interface PassengerView {
  /** Place in the order, from 1. */
  position: number;
  /** As one speaks it. */
  name: string | undefined;
  /** As printed on the ticket, in capitals. */
  nameOnTicket: string | undefined;
  /** Adult, child or infant, in words. */
  type: string | undefined;
  /** Was not in the mail before. */
  isNew: boolean;
  /** Airline references (PNRs), each once. */
  references: LabelledNumber[];
  /** Ticket numbers that are not an airline reference as well, each once, in travel order. */
  tickets: LabelledNumber[];
  /** Every ticket number is an airline reference: low-cost carriers issue no other number. */
  isTicketedUnderReference: boolean;
  /** Is ticketed under the airline reference now, and was not before. */
  isNewlyUnderReference: boolean;
  /** What was bought: first what belongs to no flight that is known, then by flight. */
  extras: ExtrasView[];
  /** There is something below the name. */
  hasDetails: boolean;
}

/** The extras of one passenger on one flight. */
export interface ExtrasView {
  /** Number and airports, for example `U28405, CAN–HGH`; undefined where the flight is not known. */
  flight: string | undefined;
  items: BookedExtra[];
}

/** Something that was bought on top of the fare. */
export interface BookedExtra {
  /** The supplier's display text; what kind of extra it is where there is none. */
  text: string;
  /** How often it was booked, where more than once: entries repeat per unit. */
  count: number | undefined;
  /** Seat and bag, in words. */
  details: string | undefined;
}

/** One flight. */
export interface FlightView {
  /** Place in the itinerary, from 1. */
  position: number;
  /** Over the first flight of each direction. */
  heading: string | undefined;
  /** The transfer from the flight before: stands above this one. */
  connection: ConnectionView | undefined;
  /** Of the departure. */
  date: string | undefined;
  /** With the carrier in front. */
  flightNumber: string | undefined;
  departure: PlaceView;
  arrival: PlaceView;
  duration: string | undefined;
  /** Name and code. */
  airline: string | undefined;
  /** Another airline than the one that sold the flight. */
  operatedBy: string | undefined;
  cabin: string | undefined;
  fare: string | undefined;
  /** What the fare includes: one line for all, or one for each type of passenger. */
  baggage: { label: string; words: string }[];
  /** There is something below date, places and duration. */
  hasDetails: boolean;
}

/** The time between two flights of one direction. */
export interface ConnectionView {
  text: string;
  /** The next flight leaves on a later date. */
  isOvernight: boolean;
}

/** One end of a flight. */
export interface PlaceView {
  /** Three letters; undefined for an airport that is not known. */
  code: string | undefined;
  /** The airport's name; the code as it was given where the airport is not known. */
  airport: string;
  /** Undefined where it is not known, or is the airport's name too. */
  city: string | undefined;
  country: string | undefined;
  /** In words, for example `Terminal 2`. */
  terminal: string | undefined;
  /** Local time, `HH:MM`. */
  clock: string | undefined;
  /** The time as it was given, where it cannot be read. */
  timeAsGiven: string | undefined;
  /** Of an arrival, where it is another one than that of the departure. */
  date: string | undefined;
  /** Of an arrival on another date, for example `+1 day`. */
  dayShift: string | undefined;
}

/** Where one checks in with an airline. */
export interface CheckInLink {
  airline: string;
  /** An address whose scheme is https or http. */
  href: string;
  /** What is seen of the link, so that one knows where it leads. */
  host: string;
}
