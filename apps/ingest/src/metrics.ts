import { closeLabel } from '@ticketpost/monitoring';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { allowedMethods, type BookingOutcome } from './bookings/booking-answer.ts';
import { problemAnswers, type ProblemCode } from './http/problem.ts';

const outcomes = ['accepted', ...Object.keys(problemAnswers)];
const bookingOutcomes = [
  'created',
  'replaced',
  'read',
  'not_modified',
  'erased',
  'absent',
  ...Object.keys(problemAnswers),
];

/** Ingest's metrics. Every label has a closed set of values, whatever comes from outside. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const deliveries = new Counter({
    name: 'ticketpost_deliveries_total',
    help: 'Deliveries from authentic callers, by what was answered',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const acknowledgements = new Histogram({
    name: 'ticketpost_acknowledgement_seconds',
    help: 'Time from the head of a delivery to its answer, of deliveries from authentic callers, by what was answered',
    labelNames: ['outcome'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  });
  const bookings = new Counter({
    name: 'ticketpost_booking_requests_total',
    help: 'Requests about bookings, by method and by what was answered; throttled ones are not counted',
    labelNames: ['method', 'outcome'],
    registers: [registry],
  });
  for (const outcome of ['accepted', 'not_stored']) deliveries.inc({ outcome }, 0);

  const closeOutcome = closeLabel(outcomes);
  const closeMethod = closeLabel(allowedMethods);
  const closeBookingOutcome = closeLabel(bookingOutcomes);
  return {
    registry,
    countDelivery: (answered: 'accepted' | ProblemCode, durationMs: number) => {
      const outcome = closeOutcome(answered);
      deliveries.inc({ outcome });
      acknowledgements.observe({ outcome }, durationMs / 1000);
    },
    countBooking: (method: string, outcome: BookingOutcome) => {
      bookings.inc({ method: closeMethod(method), outcome: closeBookingOutcome(outcome) });
    },
  };
}
