import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { OrderContent } from '@ticketpost/email';
import { bareItinerary, familyItinerary } from '../build-itinerary.ts';
import { buildOrder, familyOrder } from '../build-order.ts';
import { brand, writtenAt } from '../build-view.ts';
import { readPreheader } from '../read-html.ts';

const renderer = createEmailRenderer({ brand });
const order = familyOrder;

describe('the line that lists of mails show behind the subject', () => {
  const advice = 'Please check that every name is right.';
  const names = 'For Lisi Zhang, Si Li and San Zhang.';
  test.each<[string, OrderContent, string]>([
    [
      'says where to, when and for whom',
      { order, itinerary: familyItinerary },
      `Guangzhou – Hangzhou, Tue 24 Nov 2026. ${names} ${advice}`,
    ],
    [
      'does without a date',
      { order, itinerary: bareItinerary },
      `Guangzhou – Hangzhou. ${names} ${advice}`,
    ],
    ['does without flights', { order }, `${names} ${advice}`],
    ['does without names', { order: buildOrder({ name: '' }) }, advice],
    [
      'says of changed tickets what they replace',
      { order, previous: buildOrder({ name: 'WANG/WU' }) },
      `${names} These details replace those of our last message.`,
    ],
  ])('%s', (_, content, expected) => {
    expect(readPreheader(renderer.render({ orders: [content], writtenAt }).html)).toBe(expected);
  });
});
