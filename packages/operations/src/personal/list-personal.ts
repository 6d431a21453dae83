import type { BookingReading, OrderRecord } from '@ticketpost/ledger';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';

/** What is known of an order, as far as it may hold something personal. */
export interface KnownOfOrder {
  record: Pick<OrderRecord, 'confirmations' | 'timeline'>;
  booking?: BookingReading;
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
  const { confirmations, timeline } = record;
  const body = booking?.kind === 'booking' ? booking.body : {};
  const mailboxes = [
    ...timeline.map(({ sealed }) => sealed?.recipient),
    ...confirmations.map(({ recipient }) => recipient),
    ...listTexts(body, ['email', 'cc']),
  ];
  const mailed = confirmations.map((one) => one.mailed ?? {});
  return [
    ...mailboxes.flatMap((mailbox) => mailbox?.slice(0, mailbox.lastIndexOf('@')) ?? []),
    ...texts,
    ...listTexts(body, ['name']),
    ...mailed.flatMap((content) => listTexts(content, ['travellerName', 'agencyReference'])),
    ...[
      ...confirmations.map(({ held }) => held),
      ...mailed.flatMap((content) => fieldsOf(content, ['order', 'previous'])),
      ...payloads,
    ].flatMap(listPersonalOfOrder),
  ];
}

/** The same of an order as the queue holds it; nothing of what is none. */
export function listPersonalOfOrder(payload: unknown): string[] {
  const parsed = payload === undefined ? undefined : parseTicketedOrder(payload);
  if (parsed?.kind !== 'order') return [];
  const { order } = parsed;
  return [...order.passengers.map(({ name }) => name), ...listSearchTerms(order)];
}

function listTexts(body: object, fields: readonly string[]): string[] {
  return fieldsOf(body, fields).filter((value) => typeof value === 'string');
}

function fieldsOf(body: object, fields: readonly string[]): unknown[] {
  return Object.entries(body)
    .filter(([field]) => fields.includes(field))
    .flatMap(([, value]: [string, unknown]) => value);
}
