import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { OrderContent } from '@ticketpost/email';
import { buildOrder } from './build-order.ts';
import { buildItinerary, buildSegment } from './build-itinerary.ts';
import { readVisibleText } from './read-html.ts';

const renderer = createEmailRenderer({ brand: { name: 'Example Travel' } });

const outbound: OrderContent = {
  order: { ...buildOrder({ ticketNos: ['7811'] }), orderNo: 'ORDERA' },
  itinerary: buildItinerary([buildSegment({ flightNumber: 'ZX11' })]),
};
const inbound: OrderContent = {
  order: { ...buildOrder({ ticketNos: ['7822'], airlinePnrs: ['K7QX2P'] }), orderNo: 'ORDERB' },
  itinerary: buildItinerary([buildSegment({ flightNumber: 'ZX22' })]),
};

describe('the mail for several orders', () => {
  const { subject, html, text } = renderer.render({ orders: [outbound, inbound] });
  const visible = readVisibleText(html);

  test('has every reference and order in its subject', () => {
    expect(subject).toBe('Tickets issued: S30814, K7QX2P (orders ORDERA, ORDERB)');
  });

  test('has a section for each, in the order given', () => {
    const first = ['Order 1 of 2', 'S30814', 'ORDERA', 'Li', '7811', 'ZX11'];
    const second = ['Order 2 of 2', 'K7QX2P', 'ORDERB', 'Li', '7822', 'ZX22'];
    const pattern = new RegExp([...first, ...second].join('.*'), 'su');
    expect(text).toMatch(pattern);
    expect(visible).toMatch(pattern);
  });

  test('greets once, and names all orders where one is to be quoted', () => {
    for (const part of [text, visible]) {
      expect(part.split('Hello')).toHaveLength(2);
      expect(part).toMatch(/quote orders\sORDERA and ORDERB/u);
    }
  });

  test('has all references in its subject, up to the twelve of six round trips', () => {
    const orderOf = (count: number): OrderContent => ({
      order: buildOrder({
        airlinePnrs: Array.from({ length: count }, (_, index) => `PNR${index}${count}`),
      }),
    });
    const references = /: (.*) \(/u.exec(
      renderer.render({ orders: [orderOf(5), orderOf(7)] }).subject,
    );
    expect(references?.[1]?.split(', ')).toHaveLength(12);
    expect(renderer.render({ orders: [orderOf(6), orderOf(7)] }).subject).toContain(' + 2 (');
  });
});

describe('the greeting', () => {
  test.each([
    ['the name of the booking', 'Mary-Ann O’Neil', 'Hello Mary-Ann O’Neil,'],
    ['it cleaned', ' Ann\r\n\u202eSmith ', 'Hello Ann Smith,'],
    ['it shortened', 'N'.repeat(200), `Hello ${'N'.repeat(119)}…,`],
    ['the first adult where nothing of it can be seen', '\u200b', 'Hello Si Li,'],
  ])('has %s', (_, travellerName, expected) => {
    const { text, html } = renderer.render({ orders: [outbound], travellerName });
    expect(text).toContain(`\n${expected}\n`);
    expect(readVisibleText(html).replace(' ,', ',')).toContain(expected);
  });
});
