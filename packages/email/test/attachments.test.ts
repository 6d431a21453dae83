import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { Brand, OrderContent } from '@ticketpost/email';
import { bareItinerary, familyItinerary } from './build-itinerary.ts';
import { familyOrder } from './build-order.ts';
import { brand, writtenAt } from './build-view.ts';

function attach(content: OrderContent, logo?: Brand['logo']) {
  const renderer = createEmailRenderer({ brand: { ...brand, ...(logo && { logo }) } });
  return renderer.render({ orders: [content], writtenAt }).attachments;
}

const content = Buffer.from('picture');

describe('what goes out with the mail', () => {
  test.each<[string, Parameters<typeof attach>, string[]]>([
    ['is nothing without flights', [{ order: familyOrder }], []],
    [
      'is nothing for flights without times',
      [{ order: familyOrder, itinerary: bareItinerary }],
      [],
    ],
    [
      'is a calendar for flights',
      [{ order: familyOrder, itinerary: familyItinerary }],
      ['flights.ics'],
    ],
    [
      'is the logo that is inside the mail, and the calendar',
      [
        { order: familyOrder, itinerary: familyItinerary },
        { kind: 'inline', contentType: 'image/jpeg', content },
      ],
      ['logo.jpg', 'flights.ics'],
    ],
    [
      'is no logo that is elsewhere',
      [{ order: familyOrder }, { kind: 'url', href: 'https://www.example.com/logo.png' }],
      [],
    ],
  ])('%s', (_, given, expected) => {
    expect(attach(...given).map(({ filename }) => filename)).toEqual(expected);
  });

  test('is a calendar to keep, not an invitation to answer', () => {
    const [calendar] = attach({ order: familyOrder, itinerary: familyItinerary });
    expect(calendar).toMatchObject({
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: expect.stringMatching(/^BEGIN:VCALENDAR\r\n.*\r\nMETHOD:PUBLISH\r\n/su),
    });
    expect(calendar?.cid).toBeUndefined();
  });
});
