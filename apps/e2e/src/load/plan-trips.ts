import type { Random } from '../random/create-random.ts';
import type { PlannedDelivery } from './plan-load.ts';

/** Two orders that the agency wants confirmed in one mail. */
export type Trip = readonly [string, string];

/** Of so many orders the trip's other one is never ticketed, and no event comes. */
const absentShare = 0.15;

/** How far apart the two events of a trip come: at once, within the wait for each other, after it. */
const gapsMs = [
  [0, 100],
  [0, 100],
  [100, 3000],
  [7000, 10_000],
] as const;

/**
 * Pairs orders up by chance, the first of each pair with this probability; some with an order of which
 * no event ever comes. Only orders of travellers
 * whose tickets do not change: a mail's subject does not say which order a reference belongs to.
 */
export function planTrips(
  random: Random,
  deliveries: readonly PlannedDelivery[],
  share: number,
): Trip[] {
  const unfit = new Set(
    deliveries.flatMap(({ orderNo, set }) =>
      set > 0 || orderNo.startsWith('TEST') ? orderNo : [],
    ),
  );
  const firstAt = new Map<string, number>();
  for (const { orderNo, atMs, form } of deliveries) {
    if (form === 'other' || unfit.has(orderNo) || firstAt.has(orderNo)) continue;
    firstAt.set(orderNo, atMs);
  }
  const trips: Trip[] = [];
  const free = new Map(firstAt);
  for (const [orderNo, atMs] of firstAt) {
    if (!free.has(orderNo) || !random.chance(share)) continue;
    free.delete(orderNo);
    if (random.chance(absentShare)) {
      trips.push([orderNo, `GONE${orderNo.slice(4)}`]);
      continue;
    }
    const [least, most] = random.pick(gapsMs);
    const wantedAt = atMs + random.integer(least, most);
    const partner = [...free].find(([, otherAt]) => otherAt >= wantedAt)?.[0];
    if (partner === undefined) continue;
    free.delete(partner);
    trips.push(random.chance(0.5) ? [orderNo, partner] : [partner, orderNo]);
  }
  return trips;
}
