import type { BookingReading, OrderRecord } from '@ticketpost/ledger';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';

/** What may be personal of what is known of an order: mailboxes, names, booking references, ticket numbers. */
export function listPersonal(known: {
  record: OrderRecord | undefined;
  booking: BookingReading;
  /** Orders as the queue holds them. */
  payloads: readonly unknown[];
}): string[] {
  const { record, booking, payloads } = known;
  const mailboxes = [
    ...(record?.timeline ?? []).map(({ sealed }) => sealed?.recipient),
    ...(record?.confirmations ?? []).map(({ recipient }) => recipient),
    ...(booking.kind === 'booking' ? listTexts(booking.body, ['email', 'cc']) : []),
  ];
  const orders = [...(record?.confirmations ?? []).map(({ held }) => held), ...payloads];
  return [
    ...mailboxes.flatMap((mailbox) => mailbox?.slice(0, mailbox.lastIndexOf('@')) ?? []),
    ...(booking.kind === 'booking' ? listTexts(booking.body, ['name']) : []),
    ...orders.flatMap(listOfOrder),
  ];
}

function listOfOrder(payload: unknown): string[] {
  const parsed = payload === undefined ? undefined : parseTicketedOrder(payload);
  if (parsed?.kind !== 'order') return [];
  const { order } = parsed;
  return [...order.passengers.map(({ name }) => name), ...listSearchTerms(order)];
}

function listTexts(body: object, fields: readonly string[]): string[] {
  return Object.entries(body)
    .filter(([field]) => fields.includes(field))
    .flatMap(([, value]: [string, unknown]) => value)
    .filter((value) => typeof value === 'string');
}
