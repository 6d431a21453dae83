import type { HtmlModel } from '../create-templates.ts';

/** What a field of the model holds: something to print, fields of its own, or a list. */
export type Shape = 'value' | readonly [Shape] | { readonly [field: string]: Shape };

/** The shape of a type, so that no field of the model can be forgotten here. */
type ShapeOf<T> =
  NonNullable<T> extends string | number | boolean
    ? 'value'
    : NonNullable<T> extends readonly (infer Item)[]
      ? readonly [ShapeOf<Item>]
      : { readonly [Field in keyof NonNullable<T>]-?: ShapeOf<NonNullable<T>[Field]> };

type Model = Omit<HtmlModel, 'jsonLd'> & { jsonLd: string };

const labelledNumber = { value: 'value', leg: 'value', isNew: 'value' } as const;
const pieces = [{ kind: 'value', text: 'value' }] as const;
const colors = {
  accent: 'value',
  onAccent: 'value',
  onAccentMuted: 'value',
  link: 'value',
} as const;

const place = {
  code: 'value',
  airport: 'value',
  city: 'value',
  country: 'value',
  terminal: 'value',
  clock: 'value',
  timeAsGiven: 'value',
  date: 'value',
  dayShift: 'value',
} as const;

const flight = {
  position: 'value',
  heading: 'value',
  connection: { text: 'value', isOvernight: 'value' },
  date: 'value',
  flightNumber: 'value',
  departure: place,
  arrival: place,
  duration: 'value',
  airline: 'value',
  operatedBy: 'value',
  cabin: 'value',
  fare: 'value',
  baggage: [{ label: 'value', words: 'value' }],
  hasDetails: 'value',
} as const;

const passenger = {
  position: 'value',
  name: 'value',
  nameOnTicket: 'value',
  type: 'value',
  isNew: 'value',
  references: [labelledNumber],
  tickets: [labelledNumber],
  isTicketedUnderReference: 'value',
  isNewlyUnderReference: 'value',
  extras: [{ flight: 'value', items: [{ text: 'value', count: 'value', details: 'value' }] }],
  hasDetails: 'value',
} as const;

const order = {
  orderNo: 'value',
  heading: 'value',
  agencyReference: 'value',
  changes: { lines: [pieces] },
  sharedReferences: [labelledNumber],
  passengers: [passenger],
  flights: [flight],
  checkInLinks: [{ airline: 'value', href: 'value', host: 'value' }],
  price: 'value',
} as const;

/** What only the HTML template is given. */
const htmlFields = {
  subject: 'value',
  colors: { light: colors, dark: colors },
  jsonLd: 'value',
} as const;

/** Every field that a template may name. */
const viewFields = {
  language: { tag: 'value', direction: 'value' },
  variant: 'value',
  brandName: 'value',
  logo: { src: 'value', width: 'value' },
  legalFooter: ['value'],
  greetingName: 'value',
  orders: [order],
  isTrip: 'value',
  orderCount: 'value',
  orderList: 'value',
  orderSummary: 'value',
  referenceSummary: 'value',
  passengerSummary: 'value',
  routeSummary: 'value',
  firstDate: 'value',
  hasCalendar: 'value',
  hasPrintout: 'value',
  support: { email: 'value', emailHref: 'value', phone: 'value', phoneHref: 'value' },
} as const;

const htmlModel = { ...viewFields, ...htmlFields } as const satisfies ShapeOf<Model>;

/** The model of each template of an agency's own. */
export const templateModels = { html: htmlModel, text: viewFields, subject: viewFields } as const;

/** A message that was filled before: what the helper `parts` prints. */
export const piecesShape: Shape = pieces;
