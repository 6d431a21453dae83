import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { Passenger } from '@ticketpost/schema';
import { buildOrder, familyOrder } from './build-order.ts';
import { writtenAt } from './build-view.ts';
import { readVisibleText } from './read-html.ts';

const renderer = createEmailRenderer({ brand: { name: 'Example Travel' } });

function update(before: Partial<Passenger>[], now: Partial<Passenger>[]) {
  const { html, text } = renderer.render({
    writtenAt,
    orders: [{ order: buildOrder(...now), previous: buildOrder(...before) }],
  });
  return { text, visible: readVisibleText(html) };
}

const ann = { name: 'A/ANN', ticketNos: ['7811'] };
const ben = { name: 'B/BEN', ticketNos: ['7822'] };

describe('an updated confirmation', () => {
  test('names what changed before all else', () => {
    const { text, visible } = update(
      [ann, ben],
      [
        { ...ann, ticketNos: ['7813'], airlinePnrs: ['T40925'] },
        { name: 'C/CAL', airlinePnrs: ['T40925'] },
      ],
    );
    for (const part of [text.replaceAll('\n- ', ' '), visible]) {
      expect(part.slice(0, part.indexOf('Order number'))).toMatch(
        /what has changed\s+Passenger added: Cal C\s+Passenger removed: Ben B\s+Airline reference changed from S30814 to T40925\s+Ticket number of Ann A changed from 7811 to 7813/iu,
      );
    }
  });

  test.each<[string, Partial<Passenger>[], Partial<Passenger>[], RegExp[], RegExp[]]>([
    [
      'a new passenger',
      [ann],
      [ann, ben],
      [/Ben B \(adult\) \[?new/u],
      [/Ann A \(adult\) \[?new/u, /7822 \[?new/u],
    ],
    [
      'a new ticket number',
      [ann, ben],
      [ann, { ...ben, ticketNos: ['7833'] }],
      [/7833 \[?new/u],
      [/7811 \[?new/u],
    ],
    [
      'a new reference of one',
      [ann, ben],
      [ann, { ...ben, airlinePnrs: ['T2'] }],
      [/: T2 \[new|T2 new/u],
      [/S30814 \[?new/u],
    ],
    [
      'a new reference of all',
      [ann],
      [{ ...ann, airlinePnrs: ['T2'] }],
      [/Airline reference: T2 \[new|Airline reference new T2/u],
      [/7811 \[?new/u],
    ],
    [
      'a new reference beside a corrected name',
      [ann],
      [{ ...ann, name: 'A/ANNE', airlinePnrs: ['T2'] }],
      [/Airline reference: T2 \[new|Airline reference new T2/u, /Anne A \(adult\) \[?new/u],
      [/7811 \[?new/u],
    ],
    [
      'a ticket number that became the reference',
      [ann],
      [{ ...ann, ticketNos: ['S30814'] }],
      [/none of its own: the airline reference is all it takes \[?new/u],
      [/S30814 \[?new/u],
    ],
  ])('marks %s in its place, and nothing else', (_, before, now, marked, unmarked) => {
    const { text, visible } = update(before, now);
    for (const part of [text, visible]) {
      for (const pattern of marked) expect(part).toMatch(pattern);
      for (const pattern of unmarked) expect(part).not.toMatch(pattern);
    }
  });

  test('is an ordinary one when nothing that one can see has changed', () => {
    const first = renderer.render({ orders: [{ order: familyOrder }], writtenAt });
    const previous = { ...familyOrder, passengers: [...familyOrder.passengers].reverse() };
    expect(renderer.render({ orders: [{ order: familyOrder, previous }], writtenAt })).toEqual(
      first,
    );
  });

  test('of a trip in which one order changed names it with that order', () => {
    const { text } = renderer.render({
      writtenAt,
      orders: [
        { order: buildOrder(ann) },
        { order: { ...buildOrder(ann, ben), orderNo: 'SECOND' }, previous: buildOrder(ann) },
      ],
    });
    expect(text.startsWith('Your tickets have changed\n')).toBe(true);
    expect(text.split('WHAT HAS CHANGED')).toHaveLength(2);
    expect(text.indexOf('WHAT HAS CHANGED')).toBeGreaterThan(text.indexOf('Order 2 of 2'));
  });
});
