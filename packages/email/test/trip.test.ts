import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { OrderContent } from '@ticketpost/email';
import { buildOrder } from './build-order.ts';
import { buildItinerary, buildSegment } from './build-itinerary.ts';
import { writtenAt } from './build-view.ts';
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
  const { text, html } = renderer.render({ orders: [outbound, inbound], writtenAt });
  const visible = readVisibleText(html);

  test('has a section for each, in the order given', () => {
    const first = ['Order 1 of 2', 'S30814', 'ORDERA', 'ZX11', 'Li', '7811'];
    const second = ['Order 2 of 2', 'K7QX2P', 'ORDERB', 'ZX22', 'Li', '7822'];
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
});
