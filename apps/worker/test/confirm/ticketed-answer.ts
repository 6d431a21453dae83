import type { OrderQueryOutcome } from '@ticketpost/supplier';

/** The supplier says that an order is ticketed. */
export function ticketedAnswer(orderNo: string): OrderQueryOutcome {
  return {
    kind: 'order',
    order: {
      state: 'ticketed',
      missing: [],
      order: {
        orderNo,
        passengers: [{ name: 'A/B', ticketNos: ['1'], airlinePnrs: [], ancillaries: [] }],
      },
    },
  };
}
