import { parseMailbox } from '@ticketpost/schema';
import type { FieldProblem } from '../http/problem.ts';

/** What operators do to an order, by the last part of the form's path. */
export type OrderAction = 'redrive' | 'resend' | 'erase';

export const longestReason = 500;

/** What a form or a program wants done. */
export interface OrderWish {
  why: string;
  to?: string;
  evenIfUncertain: boolean;
  requestId?: string;
}

export type OrderFormReading =
  { kind: 'valid'; wish: OrderWish } | { kind: 'invalid'; problems: readonly FieldProblem[] };

/**
 * Reads the body of an action: `reason` of 1 to 500 characters, `to` one mailbox. A form of a page that
 * erases repeats the order number.
 */
export function readOrderForm(
  fields: Readonly<Record<string, string>>,
  about: { action: OrderAction; orderNo: string; isForm: boolean },
): OrderFormReading {
  const { action, orderNo, isForm } = about;
  const why = (fields['reason'] ?? '').trim();
  const to = (fields['to'] ?? '').trim();
  const problems: FieldProblem[] = [];
  if (action === 'resend' && to !== '' && parseMailbox(to) === undefined) {
    problems.push({
      pointer: '/to',
      detail: 'This is not one address. Write it like traveller@example.com, without a name.',
    });
  }
  if (why === '') problems.push({ pointer: '/reason', detail: 'Say why, in a few words.' });
  if (why.length > longestReason) {
    problems.push({
      pointer: '/reason',
      detail: `Say it in at most ${longestReason} characters.`,
    });
  }
  if (action === 'erase' && isForm && (fields['orderNo'] ?? '').trim() !== orderNo) {
    problems.push({ pointer: '/orderNo', detail: 'This is not the number of this order.' });
  }
  if (problems.length > 0) return { kind: 'invalid', problems };
  const requestId = fields['requestId'] ?? '';
  return {
    kind: 'valid',
    wish: {
      why,
      ...(action === 'resend' && to !== '' ? { to } : {}),
      evenIfUncertain: fields['evenIfUncertain'] === 'true',
      ...(/^[\w-]{8,64}$/.test(requestId) ? { requestId } : {}),
    },
  };
}
