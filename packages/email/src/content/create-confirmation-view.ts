import { readLogo } from '../brand/brand-logo.ts';
import type { Brand } from '../brand/brand.ts';
import { readSupportContact } from '../brand/support-contact.ts';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import type { ConfirmationInput } from './confirmation-input.ts';
import type { ConfirmationView, OrderView } from './confirmation-view.ts';
import { createOrderView } from './create-order-view.ts';
import { summarizeRoute } from './route-summary.ts';
import { maxNameLength, speakPassengerName } from './speak-passenger-name.ts';
import { summarizeCodes, summarizeNames } from './summaries.ts';

const maxSummarized = 3;
/** A trip of six orders, each with an outbound and a return reference. */
const maxTripReferences = 12;
const maxFooterLines = 20;
const maxFooterLineLength = 300;

export interface ViewContext {
  brand: Brand;
  language: Language;
  /** A calendar file is attached. */
  hasCalendar: boolean;
}

/** Turns what a mail is made of into what the templates show, in one language. */
export function createConfirmationView(
  input: ConfirmationInput,
  { brand, language, hasCalendar }: ViewContext,
): ConfirmationView {
  const orders = input.orders.map((content) => createOrderView(content, language));
  const isTrip = orders.length > 1;
  const orderNos = orders.map(({ orderNo }) => orderNo);
  const segments = input.orders.find(({ itinerary }) => itinerary)?.itinerary?.segments ?? [];
  return {
    language: { tag: language.tag, direction: language.direction },
    variant: findVariant(orders, input),
    brandName: boundText(brand.name, maxNameLength) ?? '',
    logo: readLogo(brand),
    legalFooter: readFooter(brand),
    greetingName: speakPassengerName(input.travellerName ?? '') ?? findGreetedName(input),
    orders: orders.map((order, index) => ({
      ...order,
      heading: isTrip
        ? language.say('order.heading', { position: index + 1, count: orders.length })
        : undefined,
    })),
    isTrip,
    orderCount: orders.length,
    orderList: language.formatList(orderNos),
    orderSummary: summarizeCodes(orderNos, maxSummarized),
    referenceSummary: summarizeCodes(
      orders.flatMap(listReferences),
      isTrip ? maxTripReferences : maxSummarized,
    ),
    passengerSummary: summarizeNames(
      orders.flatMap(({ passengers }) => passengers.flatMap(({ name }) => name ?? [])),
      language,
    ),
    routeSummary: summarizeRoute(segments, language),
    firstDate: orders.find(({ flights }) => flights.length > 0)?.flights[0]?.date,
    hasCalendar,
    hasPrintout: input.hasPrintout ?? false,
    support: readSupportContact(brand),
  };
}

/** What changed stays worth telling when the mail is sent again. */
function findVariant(
  orders: readonly OrderView[],
  { isResend = false }: ConfirmationInput,
): ConfirmationView['variant'] {
  if (orders.some(({ changes }) => changes !== undefined)) return 'update';
  return isResend ? 'resend' : 'confirmation';
}

/** The first adult, or the first passenger of unknown type where nobody is one. */
function findGreetedName({ orders }: ConfirmationInput): string | undefined {
  const passengers = orders.flatMap(({ order }) => order.passengers);
  const greeted =
    passengers.find(({ passengerType }) => passengerType === 'adult') ??
    passengers.find(({ passengerType }) => passengerType === undefined);
  return greeted && speakPassengerName(greeted.name);
}

function listReferences({ sharedReferences, passengers }: OrderView): string[] {
  return [...sharedReferences, ...passengers.flatMap(({ references }) => references)].map(
    ({ value }) => value,
  );
}

function readFooter({ legalFooter = '' }: Brand): string[] {
  return legalFooter
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .flatMap((line) => boundText(line, maxFooterLineLength) ?? [])
    .slice(0, maxFooterLines);
}
