import type { BookingCondition, Ledger } from '@ticketpost/ledger';
import type { BookingAnswer } from './booking-answer.ts';

/** Erases a booking; without one there is nothing to do. Rejects when Redis does. */
export function createDeleteBooking({ ledger }: { ledger: Pick<Ledger, 'eraseBooking'> }) {
  return async function deleteBooking(
    orderNo: string,
    condition?: BookingCondition,
  ): Promise<BookingAnswer> {
    const outcome = await ledger.eraseBooking(orderNo, condition ? { condition } : {}, {
      event: 'erased',
    });
    switch (outcome) {
      case 'erased':
        return { kind: 'erased' };
      case 'none':
        return { kind: 'absent' };
      case 'precondition_failed':
        return { kind: 'problem', code: 'precondition_failed' };
    }
  };
}
