import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer, languageTags } from '@ticketpost/email';
import type { Ancillary } from '@ticketpost/schema';
import { buildItinerary, buildSegment, familyItinerary } from './build-itinerary.ts';
import { buildOrder, familyOrder } from './build-order.ts';
import { writtenAt } from './build-view.ts';

const renderer = createEmailRenderer({
  brand: {
    name: 'Example Travel',
    supportEmail: 'help@example.com',
    supportPhone: '+442079460000',
  },
});

/** A seat and a bag on each flight. */
function extrasOf(flights: number): Ancillary[] {
  return Array.from({ length: flights }, (_, index) => index + 1).flatMap((segmentIndex) => [
    { productCode: 'Standard seat', segmentIndex, seat: { row: '12', column: 'A' } },
    { productCode: 'Checked bag 20KG', segmentIndex, baggage: { piece: 1, weight: 20 } },
  ]);
}

describe('the HTML', () => {
  test('of a family of three with two flights and extras stays below 60 KB', () => {
    const passengers = familyOrder.passengers.map((passenger) => ({
      ...passenger,
      ancillaries: extrasOf(2),
    }));
    const { html } = renderer.render({
      writtenAt,
      orders: [{ order: { ...familyOrder, passengers }, itinerary: familyItinerary }],
    });
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  });

  test.each(languageTags)(
    'of nine passengers with four flights and extras, all changed, in "%s" stays below 102 KB, where Gmail cuts',
    (locale) => {
      const numbered = (start: string) =>
        Array.from({ length: 9 }, (_, index) => ({
          name: `FAMILY/PERSON${'ABCDEFGHI'.charAt(index)}`,
          ticketNos: [`${start}000000001${index}`, `${start}000000002${index}`],
          airlinePnrs: [`${start}A${index}`, `${start}B${index}`],
          ancillaries: extrasOf(4),
        }));
      const types = ['adult', 'child', 'infant'] as const;
      const segments = [1, 2, 3, 4].map((index) =>
        buildSegment({
          index,
          direction: index < 3 ? 'outbound' : 'return',
          arrival: { airport: 'HGH', time: '2026-11-25T01:45', terminal: '4' },
          operatingCarrier: 'YV',
          durationMinutes: 135,
          cabinClass: 'Economy',
          fareFamily: 'Standard',
          includedBaggage: types.map((passengerType, place) => ({
            passengerType,
            allowance: 'limited',
            pieces: place + 1,
            weightKg: 23,
          })),
        }),
      );
      const { airlines = [] } = familyItinerary;
      const { html } = renderer.render({
        writtenAt,
        locale,
        orders: [
          {
            order: buildOrder(...numbered('781')),
            previous: buildOrder(...numbered('782')),
            itinerary: buildItinerary(segments, { airlines }),
          },
        ],
      });
      expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    },
  );
});
