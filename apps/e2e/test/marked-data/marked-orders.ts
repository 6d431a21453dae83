import { newOrderNo } from '@ticketpost/testkit';
import { documents, personal } from './marks.ts';

/** A passenger of whom every field is marked. */
export const passenger = {
  ...documents,
  name: personal.passenger,
  ticketNos: [personal.ticketNo],
  airlinePNRs: [personal.pnr],
};

export type MarkedOrders = ReturnType<typeof nameOrders>;

/** One order for each way that one can take. */
export function nameOrders() {
  return {
    uncertain: newOrderNo(),
    sent: newOrderNo(),
    refused: newOrderNo(),
    lookedUp: newOrderNo(),
    unknown: newOrderNo(),
    unconfirmed: newOrderNo(),
    journalled: newOrderNo(),
    erased: newOrderNo(),
  };
}
