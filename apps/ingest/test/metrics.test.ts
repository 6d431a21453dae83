import { expect, test } from '@jest/globals';
import type { BookingOutcome } from '../src/bookings/booking-answer.ts';
import type { ProblemCode } from '../src/http/problem.ts';
import { createMetrics } from '../src/metrics.ts';

async function scrape({ registry }: ReturnType<typeof createMetrics>, name: string) {
  const lines = (await registry.metrics()).split('\n');
  return lines.filter((line) => line.startsWith(`${name}{`));
}

test('a delivery is counted, and timed, by what was answered', async () => {
  const metrics = createMetrics();
  metrics.countDelivery('accepted', 4);
  metrics.countDelivery('accepted', 8);
  metrics.countDelivery('invalid_event', 1);
  expect(await scrape(metrics, 'ticketpost_deliveries_total')).toEqual([
    'ticketpost_deliveries_total{outcome="accepted"} 2',
    'ticketpost_deliveries_total{outcome="not_stored"} 0',
    'ticketpost_deliveries_total{outcome="invalid_event"} 1',
  ]);
  expect(await scrape(metrics, 'ticketpost_acknowledgement_seconds_sum')).toEqual([
    'ticketpost_acknowledgement_seconds_sum{outcome="accepted"} 0.012',
    'ticketpost_acknowledgement_seconds_sum{outcome="invalid_event"} 0.001',
  ]);
});

test('values that nobody foresaw are one time series', async () => {
  const metrics = createMetrics();
  for (const value of ['ORDER/1', 'mara@example.com', '"}\nevil 1', '__proto__']) {
    metrics.countDelivery(value as ProblemCode, 1);
    metrics.countBooking(value, value as BookingOutcome);
  }
  expect(await scrape(metrics, 'ticketpost_deliveries_total')).toContain(
    'ticketpost_deliveries_total{outcome="other"} 4',
  );
  expect(await scrape(metrics, 'ticketpost_booking_requests_total')).toEqual([
    'ticketpost_booking_requests_total{method="other",outcome="other"} 4',
  ]);
});
