import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { BookingOutcome } from './bookings/booking-answer.ts';
import type { ProblemCode } from './http/problem.ts';

/** Ingest's metrics. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const deliveries = new Counter({
    name: 'ticketpost_deliveries_total',
    help: 'Deliveries from authentic callers, by what was answered',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const bookings = new Counter({
    name: 'ticketpost_booking_requests_total',
    help: 'Requests about bookings, by method and by what was answered; throttled ones are not counted',
    labelNames: ['method', 'outcome'],
    registers: [registry],
  });
  return {
    registry,
    countDelivery: (outcome: 'accepted' | ProblemCode) => {
      deliveries.inc({ outcome });
    },
    countBooking: (method: string, outcome: BookingOutcome) => {
      bookings.inc({ method, outcome });
    },
  };
}
