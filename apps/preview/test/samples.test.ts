import { describe, expect, test } from '@jest/globals';
import { itinerarySchema, parseTicketedOrder } from '@ticketpost/schema';
import { Ajv } from 'ajv';
import { buildInput, variants } from '../src/samples/build-input.ts';
import { samples } from '../src/samples/samples.ts';

const isItinerary = new Ajv().compile(itinerarySchema);

describe.each(samples.map((sample) => ({ id: sample.id, sample })))('$id', ({ sample }) => {
  test('is what could come out of the queue', () => {
    for (const { order } of sample.orders) {
      expect(parseTicketedOrder(order)).toEqual({ kind: 'order', order });
    }
  });

  test('has flights that could be told', () => {
    for (const { itinerary } of sample.orders) {
      if (itinerary === undefined) continue;
      isItinerary(itinerary);
      expect(isItinerary.errors).toBeNull();
    }
  });

  test.each(variants)('has the input of a %s', (variant) => {
    const { orders, isResend } = buildInput(sample, { variant, locale: 'en' });
    expect(isResend).toBe(variant === 'resend');
    expect(orders[0].previous !== undefined).toBe(variant === 'update');
  });
});

test('each has a name of its own that an address can carry', () => {
  const ids = samples.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z-]+$/u);
});
