import { describeMissingKeys } from '@ticketpost/queue';
import type { OrderAction, OrderWish } from './order-form.ts';
import type { Refusal, Success } from './order-outcome.ts';
import type { OrderWorks } from './order-works.ts';

/** How an action on an order ended. */
export type CarriedOut =
  | { kind: 'done'; success: Success; details: object }
  | { kind: 'refused'; refusal: Refusal; message?: string };

/** Does what an operator wants done to an order. */
export async function carryOut(
  works: Pick<OrderWorks, 'redriveOrder' | 'resendOrder' | 'eraseOrder'>,
  wanted: { action: OrderAction; orderNo: string; by: string; role: string } & OrderWish,
): Promise<CarriedOut> {
  const { action, orderNo, by, role, why, to, evenIfUncertain, requestId } = wanted;
  const decision = { by, role, why, via: 'dashboard' } as const;
  switch (action) {
    case 'redrive': {
      const outcome = await works.redriveOrder(orderNo, { ...decision, evenIfUncertain });
      if (outcome.kind !== 'redriven') {
        return { kind: 'refused', refusal: outcome.kind, ...describeKeys(outcome) };
      }
      const { deliveryIds } = outcome;
      return { kind: 'done', success: 'redriven', details: { deliveryIds } };
    }
    case 'resend': {
      const outcome = await works.resendOrder(orderNo, { ...decision, to, requestId });
      if (outcome.kind === 'queued') {
        const { deliveryId } = outcome;
        return { kind: 'done', success: 'queued', details: { deliveryId } };
      }
      const { kind: refusal } = outcome;
      return outcome.kind === 'invalid_address'
        ? { kind: 'refused', refusal, message: outcome.message }
        : { kind: 'refused', refusal, ...describeKeys(outcome) };
    }
    case 'erase': {
      const outcome = await works.eraseOrder(orderNo, decision);
      return outcome.kind === 'erased'
        ? { kind: 'done', success: 'erased', details: {} }
        : { kind: 'refused', refusal: outcome.kind };
    }
  }
}

function describeKeys(outcome: object): { message?: string } {
  const { missingKeys } = outcome as { missingKeys?: readonly string[] };
  return missingKeys === undefined ? {} : { message: describeMissingKeys(missingKeys) };
}
