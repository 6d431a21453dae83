import { readFileSync } from 'node:fs';

const file = new URL('./fixtures/order-ticketed.json', import.meta.url);

/** The supplier's own sample, as text. */
export const sampleText = readFileSync(file, 'utf8');

/** An `order.ticketed` body around the given `data`. */
export function ticketedBody(data: unknown): Record<string, unknown> {
  return { cid: 'XXXXXXX', data, status: -1, type: 'order.ticketed' };
}

/** A complete order as the supplier writes it, with the given passenger fields on top. */
export function orderData(passengerFields: Record<string, unknown> = {}): Record<string, unknown> {
  const passenger = {
    airlinePNRs: ['S30814'],
    ancillaries: [],
    name: 'zhang/lisi',
    passengerType: 1,
    ticketNos: ['S30814'],
    ...passengerFields,
  };
  return { orderNo: 'TESTL1', orderStatus: 2, paxTicketInfos: [passenger] };
}

/** JSON text of objects nested so many levels deep. */
export function nestedText(levels: number): string {
  return '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);
}
