import type { BookingReading, OrderRecord } from '@ticketpost/ledger';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';

/** What is known of an order, as far as it may hold something personal. */
export interface KnownOfOrder {
  record: Pick<OrderRecord, 'confirmations' | 'timeline'>;
  booking?: BookingReading | undefined;
  /** Orders as the queue holds them. */
  payloads?: readonly unknown[];
  /** Other texts that may be personal. */
  texts?: readonly string[];
}

/** What may be personal of what is known of an order: mailboxes, names, booking references, ticket numbers. */
export function listPersonal({
  record,
  booking,
  payloads = [],
  texts = [],
}: KnownOfOrder): string[] {
  const { confirmations } = record;
  const mailed = confirmations.map((one) => one.mailed ?? {});
  return [
    ...listMailboxes({ record, booking }).map((mailbox) =>
      mailbox.slice(0, mailbox.lastIndexOf('@')),
    ),
    ...texts,
    ...listTexts(bodyOf(booking), ['name', 'agencyReference']),
    ...mailed.flatMap((content) => listTexts(content, ['travellerName', 'agencyReference'])),
    ...[
      ...confirmations.map(({ held }) => held),
      ...mailed.flatMap((content) => fieldsOf(content, ['order', 'previous'])),
      ...payloads,
    ].flatMap(listPersonalOfOrder),
  ];
}

/** The mailboxes that are known of an order. */
export function listMailboxes({ record, booking }: KnownOfOrder): string[] {
  const { confirmations, timeline } = record;
  return [
    ...timeline.flatMap(({ sealed }) => sealed?.recipient ?? []),
    ...confirmations.flatMap(({ recipient }) => recipient ?? []),
    ...listTexts(bodyOf(booking), ['email', 'cc']),
  ];
}

/** The same of an order as the queue holds it; nothing of what is none. */
export function listPersonalOfOrder(payload: unknown): string[] {
  const parsed = payload === undefined ? undefined : parseTicketedOrder(payload);
  if (parsed?.kind !== 'order') return [];
  const { order } = parsed;
  return [...order.passengers.map(({ name }) => name), ...listSearchTerms(order)];
}

function bodyOf(booking: BookingReading | undefined): object {
  return booking?.kind === 'booking' ? booking.body : {};
}

function listTexts(body: object, fields: readonly string[]): string[] {
  return fieldsOf(body, fields).filter((value) => typeof value === 'string');
}

function fieldsOf(body: object, fields: readonly string[]): unknown[] {
  return Object.entries(body)
    .filter(([field]) => fields.includes(field))
    .flatMap(([, value]: [string, unknown]) => value);
}
