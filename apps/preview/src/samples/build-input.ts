import type { ConfirmationInput } from '@ticketpost/email';
import type { TicketedOrder } from '@ticketpost/schema';
import type { Sample } from './sample.ts';

/** The reasons for which a mail goes out. */
export const variants = ['confirmation', 'update', 'resend'] as const;

export type Variant = (typeof variants)[number];

/** Nothing in a picture or a calendar may depend on the day it is made. */
const writtenAt = new Date('2026-11-10T09:00:00Z');

/** What is rendered to show a sample's mail. */
export function buildInput(
  { travellerName, orders: [first, ...others] }: Sample,
  { variant, locale }: { variant: Variant; locale: string },
): ConfirmationInput {
  const sentBefore = { revision: 1 };
  return {
    ...(travellerName !== undefined && { travellerName }),
    locale,
    writtenAt,
    isResend: variant === 'resend',
    orders:
      variant === 'update'
        ? [{ ...first, ...sentBefore, previous: makePrevious(first.order) }, ...others]
        : [first, ...others],
  };
}

/**
 * The order as it may have been mailed before: the first passenger had another ticket and another
 * reference, the last of several was not on it, and somebody else was.
 */
function makePrevious(order: TicketedOrder): TicketedOrder {
  const [first, ...others] = order.passengers;
  if (first === undefined) return order;
  const stayed = others.slice(0, Math.max(0, others.length - 1));
  return {
    ...order,
    passengers: [
      { ...first, ticketNos: ['7810000000999'], airlinePnrs: ['0LDPNR'] },
      ...stayed,
      { ...first, name: 'GONE/SAM', ticketNos: ['7810000000998'] },
    ],
  };
}
