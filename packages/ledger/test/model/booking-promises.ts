import { expect } from '@jest/globals';
import type { BookingAnswer } from './put-booking.ts';
import type { Answer, Request } from './take-step.ts';

/**
 * Watches, from the ledger's answers alone, that no confirmation is left waiting for a booking that is
 * there: what was stored after an attempt had looked either makes it look again, or was answered with
 * a confirmation that waits.
 */
export function createBookingPromises() {
  /** Bookings that were stored, and are still there, since an attempt looked. */
  const cameSince = new Map<number, Set<string>>();

  return {
    onLook(attemptId: number) {
      cameSince.set(attemptId, new Set());
    },
    onChange(answer: BookingAnswer, version: string, statesBefore: readonly string[]) {
      if (answer.answer === 'stored') {
        for (const versions of cameSince.values()) versions.clear();
        for (const versions of cameSince.values()) versions.add(version);
        const waiting = statesBefore.filter((state) => state === 'no_recipient').length;
        expect(answer.waiting).toBeGreaterThanOrEqual(waiting);
      }
    },
    observe(request: Request, { answer }: Answer) {
      if (request.step !== 'give up' || request.to !== 'no_recipient' || answer !== 'done') return;
      const unseen = new Set(cameSince.get(request.attempt.id));
      // Brought by the wire once more, it is the one that was seen.
      if (request.seenBooking !== null) unseen.delete(request.seenBooking);
      expect([...unseen]).toEqual([]);
    },
  };
}
