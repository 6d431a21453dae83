import { buildPassengers } from './build-passengers.ts';
import type { DeliveryBody, PassengerBody } from './delivery-body.ts';
import { newOrderNo } from './order-no.ts';

export interface BuildDeliveryOptions {
  /** Default a new one outside the sandbox. */
  orderNo?: string;
  /** One entry per passenger, each laid over a complete one; default one adult. */
  passengers?: readonly Partial<PassengerBody>[];
  /** Default 2, ticketed. */
  orderStatus?: number | string;
  /** Default `order.ticketed`. */
  type?: string;
  /** Further members of the body, or others instead. */
  extra?: Readonly<Record<string, unknown>>;
}

/** A complete `order.ticketed` body whose document fields can be searched for. */
export function buildDelivery(options: BuildDeliveryOptions = {}): DeliveryBody {
  const { passengers = [{}], orderStatus = 2, type = 'order.ticketed', extra = {} } = options;
  return {
    cid: 'CLIENT1',
    type,
    status: -1,
    data: {
      orderNo: options.orderNo ?? newOrderNo(),
      orderStatus,
      paxTicketInfos: buildPassengers(passengers),
    },
    ...extra,
  };
}
