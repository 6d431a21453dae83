import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { Brand, EmailRenderer } from '@ticketpost/email';
import type { Passenger, TicketedOrder } from '@ticketpost/schema';
import { buildOrder, buildPassenger, buildUntypedPassenger, familyOrder } from './build-order.ts';
import { bareItinerary, familyItinerary } from './build-itinerary.ts';
import { readNumbers, readTags, readVisibleText } from './read-html.ts';

const brand: Brand = {
  name: 'Example Travel',
  supportEmail: 'help@example.com',
  supportPhone: '+44 20 7946 0000',
};
const renderer = createEmailRenderer({ brand });

function render(order: TicketedOrder) {
  return renderAll({ orders: [{ order }] });
}

type RenderInput = Parameters<EmailRenderer['render']>[0];

function renderAll(input: RenderInput) {
  const mail = renderer.render(input);
  return { ...mail, visible: readVisibleText(mail.html) };
}

function countOf(part: string, whole: string): number {
  return whole.split(part).length - 1;
}

/** That the parts stand in the text one after the other. */
function expectInOrder(whole: string, parts: string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = whole.indexOf(part, from);
    expect({ part, isFound: at !== -1 }).toEqual({ part, isFound: true });
    from = at + part.length;
  }
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
    { orders: [{ order }] },
  ]),
  ['a family with flights', { orders: [{ order: familyOrder, itinerary: familyItinerary }] }],
  [
    'a flight of which little is told',
    { orders: [{ order: familyOrder, itinerary: bareItinerary }] },
  ],
  [
    'an updated confirmation',
    {
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
    const tags = readTags(html).join('\n');
    expect(tags).not.toMatch(/<(?:script|img|link|iframe|form|object|svg)\b/iu);
    expect(html.replaceAll(/href="[^"]*"/gu, '')).not.toMatch(/https?:|url\(|@import|\son\w+=/iu);
  });

  test('has row heads in every table that is not marked as layout', () => {
    const dataTables = html.match(/<table(?![^>]*role="presentation")[^>]*>.*?<\/table>/gsu) ?? [];
    expect(dataTables.length).toBeGreaterThan(0);
    expect(dataTables.filter((table) => /<tr>(?!<th scope="row")/u.test(table))).toEqual([]);
  });

  test('has no empty element', () => {
    expect(html).not.toMatch(/<(td|table|tr|p|h\d|div|dd|dt|ul|li|bdi|span)\b[^>]*>\s*<\/\1>/u);
  });

  test('has no run of empty lines in its text', () => {
    expect(text).not.toMatch(/\n{5}/u);
  });

  test('has no attachments yet', () => {
    expect(attachments).toEqual([]);
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

describe('the airline reference', () => {
  test('shared by all is shown once, also where it is the ticket number', () => {
    const { visible, text, subject } = render(familyOrder);
    expect(countOf('S30814', visible)).toBe(1);
    expect(countOf('S30814', text)).toBe(1);
    expect(countOf('S30814', subject)).toBe(1);
  });

  test('shared by all stands before the passengers', () => {
    const { visible, text } = render(familyOrder);
    expectInOrder(visible, ['S30814', 'Lisi Zhang']);
    expectInOrder(text, ['S30814', '1. Lisi Zhang']);
  });

  test('that differs stands with its passenger', () => {
    const { visible, text, subject } = render(
      buildOrder(
        { name: 'A/ANN', airlinePnrs: ['AA1'], ticketNos: ['781'] },
        { name: 'B/BEN', airlinePnrs: ['BB2'], ticketNos: ['782'] },
      ),
    );
    const expected = ['Ann A', 'A/ANN', 'AA1', '781', 'Ben B', 'B/BEN', 'BB2', '782'];
    expectInOrder(visible, expected);
    expectInOrder(text, expected);
    expectInOrder(subject, ['AA1', 'BB2']);
  });

  test('that one passenger lacks is not said to be shared', () => {
    const { text } = render(buildOrder({ name: 'A/ANN' }, { name: 'B/BEN', airlinePnrs: [] }));
    expectInOrder(text, ['Ann A', 'S30814', 'Ben B']);
  });

  test.each([
    [['AA1', 'BB2', 'CC3'], 'Tickets issued: AA1, BB2, CC3 (order TESTL20230922153224323)'],
    [['AA1', 'BB2', 'CC3', 'DD4'], 'Tickets issued: AA1, BB2 + 2 (order TESTL20230922153224323)'],
    [[], 'Tickets issued (order TESTL20230922153224323)'],
  ])('%j in the subject', (airlinePnrs, subject) => {
    expect(render(buildOrder({ airlinePnrs })).subject).toBe(subject);
  });

  test('of a split round trip is labelled for all when one passenger tells the halves', () => {
    const airlinePnrs = ['AA1', 'BB2'];
    const { text, visible } = render(
      buildOrder(
        { name: 'A/ANN', airlinePnrs, ticketNos: [] },
        { airlinePnrs, ticketNos: ['781', '782'] },
      ),
    );
    const expected = [
      '(outbound)',
      'AA1',
      '(return)',
      'BB2',
      'Ann A',
      '(outbound)',
      '781',
      '(return)',
      '782',
    ];
    expectInOrder(text, expected);
    expectInOrder(visible, expected);
  });

  test('stands alone in its element, to be copied without anything around it', () => {
    expect(render(familyOrder).html).toMatch(/<dd [^>]*>S30814<\/dd>/u);
  });
});

describe('passengers', () => {
  test('come in the order of the event, with type and both forms of the name', () => {
    const { text, visible } = render(familyOrder);
    const expected = [
      ...['Lisi Zhang', '(child)', 'ZHANG/LISI'],
      ...['Si Li', '(adult)', 'LI/SI'],
      ...['San Zhang', '(adult)', 'ZHANG/SAN'],
    ];
    expectInOrder(text.slice(text.indexOf('1. ')), expected);
    expectInOrder(visible.slice(visible.indexOf('Lisi')), expected);
  });

  test('of unknown type have none', () => {
    const passenger = buildUntypedPassenger({ name: 'A/ANN' });
    const { text, visible } = render({ orderNo: 'TEST1', passengers: [passenger] });
    expect(text).toContain('1. Ann A\n');
    expect(visible).not.toMatch(/adult|child|infant/u);
  });

  test('are nine', () => {
    const { text, visible } = render(buildOrder(...ninePassengers));
    const expected = ninePassengers.flatMap(({ name, ticketNos }) => [name, ...ticketNos]);
    expectInOrder(text, expected);
    expectInOrder(visible, expected);
  });

  test('have their extras counted', () => {
    const bag = { productCode: 'Bag 20KG' };
    const { text, visible } = render(
      buildOrder({ ancillaries: [bag, bag, { productCode: 'Meal' }] }),
    );
    expect(text).toMatch(/Bag 20KG \(×2\)\n.*Meal\n/u);
    expect(visible).toMatch(/Bag 20KG \(×2\) .*Meal /u);
  });
});

describe('the greeting', () => {
  const child: Passenger = buildPassenger({ name: 'A/CHILD', passengerType: 'child' });
  const unknown = buildUntypedPassenger({ name: 'B/UNKNOWN' });
  const adult = buildPassenger({ name: 'C/ADULT' });

  test.each([
    ['the first adult', [child, unknown, adult, buildPassenger()], 'Hello Adult C,'],
    ['a passenger of unknown type where there is no adult', [child, unknown], 'Hello Unknown B,'],
    ['nobody by name where there are children only', [child], 'Hello,'],
    ['nobody by name where the name is missing', [buildPassenger({ name: '/' })], 'Hello,'],
  ])('names %s', (_, passengers, expected) => {
    const { text, visible } = render({ orderNo: 'TEST1', passengers });
    expect(text).toContain(`\n${expected}\n`);
    expect(visible.replace(' ,', ',')).toContain(expected);
  });
});

describe('the support contact', () => {
  test('is linked and printed when configured', () => {
    const { html, text } = render(familyOrder);
    expect(html).toContain('href="mailto:help@example.com"');
    expect(html).toContain('href="tel:+442079460000"');
    expect(text).toContain('help@example.com');
    expect(text).toContain('+44 20 7946 0000');
  });

  test('leaves no box behind when not configured', () => {
    const bare = createEmailRenderer({ brand: { name: 'Example Travel' } });
    const { html, text } = bare.render({ orders: [{ order: familyOrder }] });
    expect(html).not.toContain('href=');
    expect(readVisibleText(html)).not.toContain('Contact');
    expect(text).not.toContain('CONTACT');
  });
});

describe('hostile strings', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></style></td></table>',
    '<!--',
    '{{constructor}}{{{name}}}',
    'A\r\nBcc: x@example.com\r\n\r\nbody',
    '\u202eGNIKCATTA\u202c/\u2066X\u2069\u200b',
    'N'.repeat(10_000),
    `${'N'.repeat(5_000)}/${'G'.repeat(5_000)}`,
    '__proto__',
  ];

  function orderWith(value: string): TicketedOrder {
    return {
      ...buildOrder({
        name: value,
        ticketNos: [value, 'T1', 'T2'],
        airlinePnrs: ['AA1', `${value}PNR`],
        ancillaries: [{ productCode: value }],
      }),
      orderNo: value,
    };
  }

  test.each(hostile)('add no tag and no attribute: %p', (value) => {
    // The harmless name has no slash either way: both orders have the same rows.
    expect(readTags(render(orderWith(value)).html)).toEqual(
      readTags(render(orderWith('Harmless')).html),
    );
  });

  test.each(hostile)('add no line to text or subject: %p', (value) => {
    const { text, subject } = render(orderWith(value));
    const harmless = render(orderWith('Harmless')).text;
    expect(text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u)).toHaveLength(harmless.split('\n').length);
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  });

  test.each(hostile)('leave nothing invisible and nothing endless: %p', (value) => {
    const { html, text, subject } = render(orderWith(value));
    for (const part of [html, text, subject]) {
      expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff]/u);
      expect(part).not.toMatch(/[NG]{121}/u);
    }
  });

  test('are cut with a visible ellipsis', () => {
    const { text } = render(
      buildOrder({ name: 'N'.repeat(10_000), ancillaries: [{ productCode: 'P'.repeat(500) }] }),
    );
    expect(text).toMatch(/(?<!N)N{119}…/u);
    expect(text).toMatch(/(?<!P)P{79}…/u);
  });

  test('in the brand are cleaned and escaped too', () => {
    const { html, text } = createEmailRenderer({
      brand: { name: '<b>Brand</b>\r\n\u202e', supportEmail: '"><i>@example.com' },
    }).render({ orders: [{ order: familyOrder }] });
    expect(readTags(html).filter((tag) => /^<\/?[bi]>$/u.test(tag))).toEqual([]);
    expect(html).toContain('href="mailto:%22%3E%3Ci%3E@example.com"');
    expect(text).toContain('<b>Brand</b> sends');
  });

  test('stand unescaped in text and subject', () => {
    const { text, subject } = render(buildOrder({ name: "O'NEIL/A & B", airlinePnrs: ['A&B'] }));
    expect(text).toContain("O'NEIL/A & B");
    expect(subject).toContain('A&B');
  });
});

describe('the renderer', () => {
  test('gives the same mail for the same order, and never mixes two', () => {
    const one = buildOrder({ name: 'ONE/ANN', airlinePnrs: ['AA1'], ticketNos: ['781'] });
    const other = {
      ...buildOrder({ name: 'OTHER/BEN', airlinePnrs: ['BB2'], ticketNos: ['782'] }),
      orderNo: 'OTHER1',
    };
    const first = renderer.render({ orders: [{ order: one }] });
    const second = renderer.render({ orders: [{ order: other }] });
    expect(renderer.render({ orders: [{ order: one }] })).toEqual(first);
    expect(JSON.stringify(second)).not.toMatch(/ANN|Ann|AA1|781|TESTL/u);
    expect(JSON.stringify(first)).not.toMatch(/BEN|Ben|BB2|782|OTHER/u);
  });

  test('leaves the order as it was', () => {
    const order = structuredClone(familyOrder);
    renderer.render({ orders: [{ order }] });
    expect(order).toEqual(familyOrder);
  });

  test('shows no field that it does not know', () => {
    const documents = { cardNum: 'E12345678', birthday: '19920202', nationality: 'ZZ-NATION' };
    const order: TicketedOrder = {
      ...familyOrder,
      passengers: familyOrder.passengers.map((passenger) => ({ ...passenger, ...documents })),
    };
    expect(JSON.stringify(renderer.render({ orders: [{ order }] }))).not.toMatch(
      /E12345678|19920202|ZZ-NATION/u,
    );
  });

  test('keeps the family of three within 20 KB of HTML', () => {
    expect(Buffer.byteLength(render(familyOrder).html)).toBeLessThanOrEqual(20 * 1024);
  });

  test('sets language, direction, colour schemes and a hidden preheader', () => {
    const { html } = render(familyOrder);
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain('<meta name="color-scheme" content="light dark"');
    expect(html).toContain('@media (prefers-color-scheme:dark)');
    expect(html).toMatch(/<body[^>]*>\s*<div style="display:none[^>]*>For Lisi Zhang, Si Li/u);
  });
});
