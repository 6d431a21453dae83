import type { AgedOrder } from '@ticketpost/ledger';

const dayMs = 24 * 60 * 60 * 1000;
const localTime = /^\d{4}-\d{2}-\d{2}/;

/**
 * The end of the day after an order's last known flight, in ms since the epoch: times are local to their
 * airports. `undefined` when no flight is known.
 */
export function findLastFlight({
  confirmations,
  booking,
}: Pick<AgedOrder, 'confirmations' | 'booking'>): number | undefined {
  const holders = [booking, ...confirmations.flatMap(({ held, mailed }) => [held, mailed])];
  const times = holders.flatMap((holder) => timesOf(fieldOf(holder, 'itinerary')));
  return times.length === 0 ? undefined : Math.max(...times) + 2 * dayMs;
}

function timesOf(itinerary: unknown): number[] {
  const segments = fieldOf(itinerary, 'segments');
  if (!Array.isArray(segments)) return [];
  return (segments as unknown[]).flatMap((segment) =>
    ['departure', 'arrival'].flatMap((end) => {
      const time = fieldOf(fieldOf(segment, end), 'time');
      const day = typeof time === 'string' ? localTime.exec(time)?.[0] : undefined;
      const at = Date.parse(day ?? '');
      return Number.isNaN(at) ? [] : [at];
    }),
  );
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[field]
    : undefined;
}
