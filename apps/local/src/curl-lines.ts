import { orderPrefixes, printedPassenger } from './supplier/stand-in-orders.ts';

/** Posts the event of an order; without a number, of a new one of the sandbox each time. */
export function postEventLine(webhookUrl: string, orderNo?: string): string {
  // The quotes end around the clock's part, so that the shell fills it in.
  const quoted = orderNo ?? `${orderPrefixes.sandbox}'$(date +%s)'`;
  const passengers = JSON.stringify([printedPassenger]);
  const data = `{"orderNo":"${quoted}","orderStatus":2,"paxTicketInfos":${passengers}}`;
  const body = `{"type":"order.ticketed","data":${data}}`;
  return `curl -H 'Content-Type: application/json' -d '${body}' '${webhookUrl}'`;
}

/** Tells who travels on an order. */
export function putBookingLine(options: { url: string; key: string }): string {
  const body = JSON.stringify({ email: 'si.li@example.com', name: 'Si Li', locale: 'en-GB' });
  return [
    `curl -X PUT -H 'Authorization: Bearer ${options.key}' -H 'Content-Type: application/json'`,
    `-d '${body}' '${options.url}'`,
  ].join(' ');
}
