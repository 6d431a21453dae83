import type { Itinerary } from './itinerary-schema.ts';
import { readText } from './read-scalar.ts';

type Scalar = string | number | null | undefined;

const amountForm = /^\d{1,12}(?:\.\d{1,4})?$/;

/** Reads the total price as decimal text; `undefined` unless amount and currency make sense. */
export function readPrice(order: { totalPrice?: Scalar; currency?: Scalar }): Itinerary['price'] {
  const amount = readAmount(order.totalPrice);
  const currency = (readText(order.currency) ?? '').toUpperCase();
  return amount !== undefined && /^[A-Z]{3}$/.test(currency) ? { amount, currency } : undefined;
}

function readAmount(value: Scalar): string | undefined {
  const text = readText(value) ?? '';
  const isTooExact = typeof value === 'number' || /^\d{1,12}\.\d{5,20}$/.test(text);
  // Four digits hold any currency; beyond them is the noise of binary fractions.
  const amount = isTooExact
    ? Number(text)
        .toFixed(4)
        .replace(/\.?0+$/, '')
    : text;
  return amountForm.test(amount) ? amount : undefined;
}
