import type { Random } from '../random/create-random.ts';
import { bodyForms, type BodyForm } from './build-body.ts';
import type { OwedConfirmation } from './owed-confirmation.ts';
import type { BookingOptions } from './plan-bookings.ts';
import type { TruthOptions } from './plan-truths.ts';

/** One delivery that the supplier makes, as planned before the load begins. */
export interface PlannedDelivery extends OwedConfirmation {
  /** From the start of the load. */
  atMs: number;
  form: BodyForm;
  /** How often the supplier tries again when it gets no 200; often not at all. */
  repeats: number;
}

export interface LoadOptions {
  orders: number;
  seconds: number;
  /** Share of orders of the sandbox, whose confirmations go to a mailbox of their own. */
  sandboxShare?: number;
  /** What the agency tells; nothing by default. */
  bookings?: BookingOptions;
  /** What the supplier says where it is asked; by default what the deliveries say. */
  truths?: TruthOptions;
}

const repeatedShare = 0.3;
const changedShare = 0.03;
const otherShare = 0.03;

/**
 * Orders spread evenly over the time. Some are posted again and again, at once or later, in other
 * forms of the same ticket set; a few have their tickets changed; some have other events.
 */
export function planLoad(random: Random, options: LoadOptions): PlannedDelivery[] {
  const { orders, seconds, sandboxShare = 0 } = options;
  const endMs = seconds * 1000;
  const deliveries: PlannedDelivery[] = [];
  for (let index = 0; index < orders; index += 1) {
    const orderNo = makeOrderNo(random, index, random.chance(sandboxShare));
    const firstMs = Math.floor((index / orders) * endMs);
    const add = (set: number, atMs: number, form: BodyForm): void => {
      const repeats = random.chance(0.3) ? 0 : random.integer(1, 6);
      deliveries.push({ orderNo, set, atMs: Math.min(atMs, endMs), form, repeats });
    };
    const later = (): number => firstMs + random.pick([0, 5, random.integer(100, 15_000)]);
    add(0, firstMs, random.pick(bodyForms));
    if (random.chance(repeatedShare)) {
      for (let copy = random.integer(1, 3); copy > 0; copy -= 1) {
        add(0, later(), random.pick(bodyForms));
      }
    }
    if (random.chance(changedShare)) add(1, later(), random.pick(bodyForms));
    if (random.chance(otherShare)) add(0, later(), 'other');
  }
  return deliveries.sort((one, other) => one.atMs - other.atMs);
}

/** Five letters and 17 digits, as the supplier makes them; unique by the index. */
function makeOrderNo(random: Random, index: number, isSandbox: boolean): string {
  const letters = isSandbox ? 'TESTL' : `FLT${letter(random)}${letter(random)}`;
  const chance = String(random.integer(0, 99_999_999)).padStart(9, '0');
  return letters + chance + String(index).padStart(8, '0');
}

const letter = (random: Random): string => String.fromCharCode(65 + random.integer(0, 25));
