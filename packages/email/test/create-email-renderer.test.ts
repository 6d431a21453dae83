import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { EmailRenderer } from '@ticketpost/email';
import type { TicketedOrder } from '@ticketpost/schema';
import { buildOrder, buildPassenger, familyOrder } from './build-order.ts';
import { bareItinerary, familyItinerary } from './build-itinerary.ts';
import { brand, writtenAt } from './build-view.ts';
import { readNumbers, readTags, readVisibleText } from './read-html.ts';

const renderer = createEmailRenderer({ brand });

function render(order: TicketedOrder) {
  return renderAll({ orders: [{ order }], writtenAt });
}

type RenderInput = Parameters<EmailRenderer['render']>[0];

function renderAll(input: RenderInput) {
  const mail = renderer.render(input);
  return { ...mail, visible: readVisibleText(mail.html) };
}

const ninePassengers = Array.from({ length: 9 }, (_, index) =>
  buildPassenger({ name: `FAMILY/PERSON${'ABCDEFGHI'.charAt(index)}`, ticketNos: [`781${index}`] }),
);

const orders: Record<string, TicketedOrder> = {
  "the supplier's sample": familyOrder,
  'one passenger': buildOrder({}),
  'nine passengers': buildOrder(...ninePassengers),
  'a split round trip': buildOrder({ ticketNos: ['781', '782'], airlinePnrs: ['AA1', 'BB2'] }),
  'references that differ': buildOrder({ airlinePnrs: ['AA1'] }, { airlinePnrs: ['BB2'] }),
  'no references': buildOrder({ airlinePnrs: [] }),
  'passengers without anything': buildOrder({ name: '', ticketNos: [], airlinePnrs: [] }),
  'no passengers': buildOrder(),
  extras: buildOrder({
    ancillaries: [{ productCode: 'Bag 20KG' }, { productCode: 'Bag 20KG' }],
  }),
};

const inputs: [string, RenderInput][] = [
  ...Object.entries(orders).map(([name, order]): [string, RenderInput] => [
    name,
    { orders: [{ order }], writtenAt },
  ]),
  [
    'a family with flights',
    { orders: [{ order: familyOrder, itinerary: familyItinerary }], writtenAt },
  ],
  [
    'a flight of which little is told',
    { orders: [{ order: familyOrder, itinerary: bareItinerary }], writtenAt },
  ],
  [
    'an updated confirmation',
    {
      writtenAt,
      orders: [
        {
          order: familyOrder,
          itinerary: familyItinerary,
          previous: buildOrder({ name: 'li/si', airlinePnrs: ['OLD1'] }, { name: 'wang/wu' }),
        },
      ],
    },
  ],
  [
    'a trip',
    {
      writtenAt,
      orders: [
        { order: familyOrder, itinerary: familyItinerary },
        { order: { ...buildOrder({ airlinePnrs: ['K7QX2P'] }), orderNo: 'SECOND2' } },
      ],
      travellerName: 'Si Li',
    },
  ],
];

describe.each(inputs)('the mail for %s', (_, input) => {
  const { subject, text, html, visible, attachments } = renderAll(input);

  test('says first what happened', () => {
    const isUpdate = input.orders.some(({ previous }) => previous !== undefined);
    const first = isUpdate ? 'Your tickets have changed' : 'Your tickets are issued';
    expect(visible.startsWith(first)).toBe(true);
    expect(text.startsWith(`${first}\n`)).toBe(true);
  });

  test('carries every word of its HTML in its text', () => {
    const readWords = (part: string) => new Set(part.toLowerCase().match(/[\p{L}\d]+/gu));
    const inText = readWords(text);
    const ofHtmlAlone = ['booked', 'extras'];
    expect(
      [...readWords(visible)].filter((word) => !inText.has(word) && !ofHtmlAlone.includes(word)),
    ).toEqual([]);
  });

  test('has a subject of one line with the order number', () => {
    expect(subject).toMatch(/^\P{Cc}+$/u);
    for (const { order } of input.orders) expect(subject).toContain(order.orderNo);
  });

  test('shows no trace of a missing value', () => {
    expect(`${subject}\n${visible}\n${text}`).not.toMatch(/undefined|null|NaN|\[object|\{\{|\(\)/u);
  });

  test('loads nothing and runs nothing', () => {
    const scripts = html.match(/<script\b[^>]*>/gu) ?? [];
    expect(scripts.filter((tag) => tag !== '<script type="application/ld+json">')).toEqual([]);
    expect(readTags(html).join('\n')).not.toMatch(/<(?:img|link|iframe|form|object|svg)\b/iu);
    const loading = html
      .replaceAll(/<script\b.*?<\/script>/gsu, '')
      .replaceAll(/(?:href|xmlns(?::\w)?)="[^"]*"/gu, '');
    expect(loading).not.toMatch(/https?:|url\(|@import|\son\w+=/iu);
  });

  test('has row heads in every table that is not marked as layout', () => {
    const dataTables = html.match(/<table(?![^>]*role="presentation")[^>]*>.*?<\/table>/gsu) ?? [];
    expect(dataTables.length).toBeGreaterThan(0);
    expect(dataTables.filter((table) => /<tr\b[^>]*>(?!<th scope="row")/u.test(table))).toEqual([]);
  });

  test('has no empty element', () => {
    expect(html).not.toMatch(/<(td|table|tr|p|h\d|div|dd|dt|ul|li|bdi|span)\b[^>]*>\s*<\/\1>/u);
  });

  test('has no run of empty lines in its text', () => {
    expect(text).not.toMatch(/\n{5}/u);
  });

  test('says of a calendar whether it is attached', () => {
    const isAttached = attachments.some(({ contentType }) =>
      contentType.startsWith('text/calendar'),
    );
    for (const part of [text, visible]) expect(part.includes('calendar')).toBe(isAttached);
  });
});

describe.each(Object.entries(orders))('the numbers in the mail for %s', (_, order) => {
  const { subject, text, visible } = render(order);

  test('are all that the order has, and none from elsewhere', () => {
    const ofOrder = [
      order.orderNo,
      ...order.passengers.flatMap(({ ticketNos, airlinePnrs }) => [...ticketNos, ...airlinePnrs]),
    ];
    const shown = readNumbers(visible);
    expect(ofOrder.filter((number) => !shown.has(number))).toEqual([]);

    const positions = order.passengers.map((_, index) => String(index + 1));
    const countOfExtras = '2';
    const known = readNumbers(JSON.stringify({ order, brand, positions, countOfExtras }));
    const written = [visible, text, subject].flatMap((part) => [...readNumbers(part)]);
    expect(written.filter((number) => !known.has(number))).toEqual([]);
  });
});

describe('the renderer', () => {
  test('gives the same mail for the same order, and never mixes two', () => {
    const one = buildOrder({ name: 'ONE/ANN', airlinePnrs: ['AA1'], ticketNos: ['781'] });
    const other = {
      ...buildOrder({ name: 'OTHER/BEN', airlinePnrs: ['BB2'], ticketNos: ['782'] }),
      orderNo: 'OTHER1',
    };
    const first = render(one);
    const second = render(other);
    expect(render(one)).toEqual(first);
    expect(JSON.stringify(second)).not.toMatch(/ANN|Ann|AA1|781|TESTL/u);
    expect(JSON.stringify(first)).not.toMatch(/BEN|Ben|BB2|782|OTHER/u);
  });

  test('shows no field that it does not know', () => {
    const documents = { cardNum: 'E12345678', birthday: '19920202', nationality: 'ZZ-NATION' };
    const order: TicketedOrder = {
      ...familyOrder,
      passengers: familyOrder.passengers.map((passenger) => ({ ...passenger, ...documents })),
    };
    const mail = renderAll({ orders: [{ order, itinerary: familyItinerary }], writtenAt });
    expect(JSON.stringify(mail)).not.toMatch(/E12345678|19920202|ZZ-NATION/u);
  });

  test('has hostile strings of the brand cleaned and escaped', () => {
    const { html } = createEmailRenderer({
      brand: { name: '<b>Brand</b>\r\n\u202e', supportEmail: '"><i>@example.com' },
    }).render({ orders: [{ order: familyOrder }], writtenAt });
    expect(readTags(html).filter((tag) => /^<\/?[bi]>$/u.test(tag))).toEqual([]);
    expect(html).toContain('href="mailto:%22%3E%3Ci%3E@example.com"');
  });
});
