import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random/create-random.ts';
import { bookingsKey, webhookPath } from '../system/environment.ts';
import { buildBody } from './build-body.ts';
import { createBalancer } from './create-balancer.ts';
import type { PlannedBooking } from './plan-bookings.ts';
import type { PlannedDelivery } from './plan-load.ts';
import type { BookingAnswer, PostedBooking } from './posted-booking.ts';
import type { DeliveryAnswer, PostedDelivery } from './posted-delivery.ts';
import { sendRequest, type HttpAnswer } from './send-request.ts';

/** Supplier and agency under the eyes of a notary: every request is written down with its answer. */
export interface Load {
  readonly posted: readonly PostedDelivery[];
  readonly booked: readonly PostedBooking[];
  /** Resolves when the last request was answered, or given up. */
  readonly ended: Promise<void>;
  isOver(): boolean;
}

/** The agency does not give up before this, so that an outage of a scenario never outlasts it. */
const bookingPatienceMs = 120_000;

/** An agency that is told no spares us: its repeats come at growing intervals, up to this. */
const longestBookingPauseMs = 5000;

/**
 * Makes the planned requests at their times, whatever becomes of those before; each goes to one of
 * the addresses by chance, as a load balancer would have it. The supplier may try a delivery again or
 * not; the agency repeats a booking until it is acknowledged.
 */
export function runLoad(options: {
  plan: readonly PlannedDelivery[];
  bookings?: readonly PlannedBooking[];
  /** Of the ingests. */
  urls: readonly [string, ...string[]];
  random: Random;
  /** Told before each delivery is made for the first time. */
  onDelivery?: (planned: PlannedDelivery) => void;
}): Load {
  const { plan, bookings = [], urls, random, onDelivery } = options;
  const ofBookings = random.fork('bookings');
  const agents = [0, 1].map(() => new Agent({ keepAlive: true, maxSockets: 64 }));
  const [ofSupplier, ofAgency] = agents as [Agent, Agent];
  const posted: PostedDelivery[] = [];
  const booked: PostedBooking[] = [];
  let isOver = false;

  const deliverThroughBalancer = createBalancer(urls, random);
  const deliver = async (planned: PlannedDelivery): Promise<void> => {
    const { orderNo, set, form, repeats } = planned;
    const body = buildBody(planned, form);
    onDelivery?.(planned);
    for (let left = repeats; ; left -= 1) {
      const postedAt = Date.now();
      const answer = readDeliveryAnswer(
        await deliverThroughBalancer((url) =>
          sendRequest({ method: 'POST', url: url + webhookPath, body, agent: ofSupplier }),
        ),
      );
      posted.push({ orderNo, set, isTicketed: form !== 'other', postedAt, answer });
      if (answer.kind === 'acknowledged' || left === 0) return;
      await delay(random.integer(100, 1500));
    }
  };

  const bookThroughBalancer = createBalancer(urls, ofBookings);
  const book = async ({ orderNo, mailbox, trip }: PlannedBooking): Promise<void> => {
    const about = { orderNo, mailbox, ...(trip === undefined ? {} : { trip }) };
    const body = JSON.stringify({ email: mailbox, name: 'Sample Traveller', locale: 'en', trip });
    const headers = { Authorization: `Bearer ${bookingsKey}` };
    const giveUpAt = Date.now() + bookingPatienceMs;
    for (let longestMs = 300; ; longestMs = Math.min(2 * longestMs, longestBookingPauseMs)) {
      const postedAt = Date.now();
      const answer = readBookingAnswer(
        await bookThroughBalancer((url) =>
          sendRequest({
            ...{ method: 'PUT', url: `${url}/bookings/${orderNo}`, headers, body },
            agent: ofAgency,
          }),
        ),
      );
      booked.push({ ...about, postedAt, answer });
      if (answer.kind === 'acknowledged' || Date.now() > giveUpAt) return;
      await delay(ofBookings.integer(100, longestMs));
    }
  };

  const runAtTheirTimes = async <T extends { atMs: number }>(
    planned: readonly T[],
    make: (one: T) => Promise<void>,
  ): Promise<void> => {
    const startedAt = Date.now();
    const under: Promise<void>[] = [];
    for (const one of planned) {
      const waitMs = startedAt + one.atMs - Date.now();
      if (waitMs > 0) await delay(waitMs);
      under.push(make(one));
    }
    await Promise.all(under);
  };

  const run = async (): Promise<void> => {
    await Promise.all([runAtTheirTimes(plan, deliver), runAtTheirTimes(bookings, book)]);
    isOver = true;
    for (const agent of agents) agent.destroy();
  };

  return { posted, booked, ended: run(), isOver: () => isOver };
}

function readDeliveryAnswer(answer: HttpAnswer): DeliveryAnswer {
  if (answer.kind === 'unanswered') return answer;
  const { status, text, afterMs } = answer;
  if (status !== 200) return { kind: 'refused', status, afterMs };
  const { deliveryId } = JSON.parse(text) as { deliveryId: string };
  return { kind: 'acknowledged', deliveryId, afterMs };
}

function readBookingAnswer(answer: HttpAnswer): BookingAnswer {
  if (answer.kind === 'unanswered') return answer;
  const { status } = answer;
  const isStored = status === 200 || status === 201;
  return isStored ? { kind: 'acknowledged', status, at: Date.now() } : { kind: 'refused', status };
}
