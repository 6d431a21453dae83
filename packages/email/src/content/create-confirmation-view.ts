import { boundText } from '../safe-text/bound-text.ts';
import type { Brand } from '../brand/brand.ts';
import { createOrderView, type OrderView } from './create-order-view.ts';
import type { OrderContent } from './order-content.ts';
import { maxNameLength } from './speak-passenger-name.ts';
import { readSupportContact, type SupportContact } from '../brand/support-contact.ts';

/**
 * All that the templates show, and nothing else: plain strings, cleaned and of bounded length.
 * Absent facts are present as `undefined`, because the templates refuse fields they do not know.
 */
export interface ConfirmationView {
  brandName: string;
  /** Tickets that were mailed before are different now. */
  isUpdate: boolean;
  greetingName: string | undefined;
  orders: (OrderView & {
    /** Where there are several orders: which one this is. */
    heading: string | undefined;
  })[];
  /** There are several orders. */
  isTrip: boolean;
  /** The order numbers as part of a sentence. */
  orderList: string;
  /** The order numbers in few words, for the subject. */
  orderSummary: string;
  /** The airline references in few words, for the subject; empty without any. */
  referenceSummary: string;
  /** The passengers in few words, for the line that lists of mails show; empty without names. */
  passengerSummary: string;
  support: SupportContact | undefined;
}

/** What one mail is made of. */
export interface ConfirmationInput {
  /** One order, or those of a trip in the order in which the mail tells them. */
  orders: readonly [OrderContent, ...OrderContent[]];
  /** The traveller as one speaks the name. Without it the first adult is greeted. */
  travellerName?: string;
}

const maxSummarized = 3;
/** A trip of six orders, each with an outbound and a return reference. */
const maxTripReferences = 12;
const enumeration = new Intl.ListFormat('en', { type: 'conjunction' });

/** Turns orders and a brand into what the templates show. */
export function createConfirmationView(
  { orders: contents, travellerName }: ConfirmationInput,
  brand: Brand,
): ConfirmationView {
  const orders = contents.map(createOrderView);
  const isTrip = orders.length > 1;
  const orderNos = orders.map(({ orderNo }) => orderNo);
  const passengers = orders.flatMap((order) => order.passengers);
  const references = orders.flatMap((order) => [
    ...order.sharedReferences,
    ...order.passengers.flatMap((passenger) => passenger.references),
  ]);
  return {
    brandName: boundText(brand.name, maxNameLength) ?? '',
    isUpdate: orders.some(({ changes }) => changes !== undefined),
    greetingName: boundText(travellerName, maxNameLength) ?? findGreeted(passengers)?.name,
    orders: orders.map((order, index) => ({
      ...order,
      heading: isTrip ? `Order ${index + 1} of ${orders.length}` : undefined,
    })),
    isTrip,
    orderList: enumeration.format(orderNos),
    orderSummary: summarize(orderNos, maxSummarized),
    referenceSummary: summarize(
      references.map(({ value }) => value),
      isTrip ? maxTripReferences : maxSummarized,
    ),
    passengerSummary: summarize(
      passengers.flatMap(({ name }) => name ?? []),
      maxSummarized,
    ),
    support: readSupportContact(brand),
  };
}

/** The first adult, or the first passenger of unknown type where nobody is one. */
function findGreeted(passengers: OrderView['passengers']) {
  return (
    passengers.find(({ type }) => type === 'adult') ??
    passengers.find(({ type }) => type === undefined)
  );
}

function summarize(values: readonly string[], maxItems: number): string {
  const items = [...new Set(values)];
  if (items.length <= maxItems) return items.join(', ');
  const named = items.slice(0, maxItems - 1);
  return `${named.join(', ')} + ${items.length - named.length}`;
}
