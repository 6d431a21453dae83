import { describe, expect, test } from '@jest/globals';
import type { Passenger, TicketedOrder } from '@ticketpost/schema';
import { buildItinerary, familyItinerary } from '../build-itinerary.ts';
import { buildOrder, buildPassenger, buildUntypedPassenger, familyOrder } from '../build-order.ts';
import { brand, buildTripView, buildView } from '../build-view.ts';

const previous = buildOrder({ name: 'WANG/WU' });

describe('the variant', () => {
  test.each<[string, Parameters<typeof buildView>, string]>([
    ['of a first mail is a confirmation', [familyOrder], 'confirmation'],
    ['of what changed is an update', [{ order: familyOrder, previous }], 'update'],
    ['of a mail sent again is a resend', [familyOrder, { isResend: true }], 'resend'],
    [
      'of an update sent again stays one',
      [{ order: familyOrder, previous }, { isResend: true }],
      'update',
    ],
    [
      'of nothing that one can see is a confirmation',
      [{ order: familyOrder, previous: familyOrder }],
      'confirmation',
    ],
  ])('%s', (_, content, expected) => {
    expect(buildView(...content).variant).toBe(expected);
  });
});

describe('the greeting', () => {
  const child: Passenger = buildPassenger({ name: 'A/CHILD', passengerType: 'child' });
  const unknown = buildUntypedPassenger({ name: 'B/UNKNOWN' });
  const adult = buildPassenger({ name: 'C/ADULT' });

  test.each<[string, Passenger[], string | undefined]>([
    ['the first adult', [child, unknown, adult, buildPassenger()], 'Adult C'],
    ['a passenger of unknown type where there is no adult', [child, unknown], 'Unknown B'],
    ['nobody where there are children only', [child], undefined],
    ['nobody where the name is missing', [buildPassenger({ name: '/' })], undefined],
    ['nobody where there are no passengers', [], undefined],
  ])('names %s', (_, passengers, expected) => {
    expect(buildView({ orderNo: 'TEST1', passengers }).greetingName).toBe(expected);
  });

  test.each([
    ['the name of the booking', 'Mary-Ann O’Neil', 'Mary-Ann O’Neil'],
    ['it in natural form', 'ZHANG/LISI', 'Lisi Zhang'],
    ['it in any script', 'أمينة الزهراء', 'أمينة الزهراء'],
    ['it with its emoji', 'Ann 👩‍🚀', 'Ann 👩‍🚀'],
    ['it cleaned', ' Ann\r\n\u202eSmith ', 'Ann Smith'],
    ['it shortened', 'N'.repeat(200), `${'N'.repeat(119)}…`],
    ['the first adult where nothing of it can be seen', '\u200b', 'Si Li'],
  ])('has %s', (_, travellerName, expected) => {
    expect(buildView(familyOrder, { travellerName }).greetingName).toBe(expected);
  });
});

describe('passengers', () => {
  test('come in the order of the event, with type and both forms of the name', () => {
    const [order] = buildView(familyOrder).orders;
    expect(
      order?.passengers.map(({ name, type, nameOnTicket }) => [name, type, nameOnTicket]),
    ).toEqual([
      ['Lisi Zhang', 'child', 'ZHANG/LISI'],
      ['Si Li', 'adult', 'LI/SI'],
      ['San Zhang', 'adult', 'ZHANG/SAN'],
    ]);
  });

  test.each<[string, Partial<Passenger>, object]>([
    ['may be infants', { passengerType: 'infant' }, { type: 'infant' }],
    ['may have no name', { name: '' }, { name: undefined, nameOnTicket: undefined }],
    ['may have nothing', { name: '', ticketNos: [], airlinePnrs: [] }, { hasDetails: false }],
    [
      'may have names in any script',
      { name: '张/三👩‍🚀' },
      { name: '三👩‍🚀 张', nameOnTicket: '张/三👩‍🚀' },
    ],
    [
      'have names of bounded length, cut between characters',
      { name: `${'N'.repeat(118)}👩‍🚀${'N'.repeat(100)}` },
      { name: `${'N'.repeat(118)}…` },
    ],
  ])('%s', (_, passenger, expected) => {
    expect(buildView(buildOrder(passenger)).orders[0]?.passengers[0]).toMatchObject(expected);
  });

  test('may be of unknown type', () => {
    const view = buildView({ orderNo: 'TEST1', passengers: [buildUntypedPassenger()] });
    expect(view.orders[0]?.passengers[0]?.type).toBeUndefined();
  });

  test('may be forty', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ticketNos: [`781${index}`] }));
    const [order] = buildView(buildOrder(...many)).orders;
    expect(order?.passengers.map(({ position }) => position)).toEqual(many.map((_, n) => n + 1));
  });
});

describe('an order', () => {
  test.each<[string, Parameters<typeof buildView>[0], object]>([
    [
      'has the number of the agency',
      { order: familyOrder, agencyReference: ' AG\n1 ' },
      { agencyReference: 'AG 1' },
    ],
    ['may have none', familyOrder, { agencyReference: undefined }],
    [
      'has its price',
      { order: familyOrder, itinerary: familyItinerary },
      { price: 'EUR\u00a01,412.50' },
    ],
    [
      'has its price in a currency nobody knows',
      {
        order: familyOrder,
        itinerary: buildItinerary([], { price: { amount: '12.5', currency: 'XQZ' } }),
      },
      { price: 'XQZ\u00a012.50' },
    ],
    [
      'has no price of nothing',
      {
        order: familyOrder,
        itinerary: buildItinerary([], { price: { amount: '0.00', currency: 'EUR' } }),
      },
      { price: undefined },
    ],
    [
      'has nothing of an itinerary that is not there',
      familyOrder,
      { flights: [], checkInLinks: [], price: undefined },
    ],
    [
      'has a number of bounded length',
      { ...familyOrder, orderNo: 'O'.repeat(200) },
      { orderNo: `${'O'.repeat(63)}…` },
    ],
  ])('%s', (_, content, expected) => {
    expect(buildView(content).orders[0]).toMatchObject(expected);
  });

  test('shows no field that it does not know', () => {
    const documents = { cardNum: 'E12345678', birthday: '19920202', nationality: 'ZZ-NATION' };
    const order: TicketedOrder = {
      ...familyOrder,
      passengers: familyOrder.passengers.map((passenger) => ({ ...passenger, ...documents })),
    };
    expect(JSON.stringify(buildView(order))).not.toMatch(/E12345678|19920202|ZZ-NATION/u);
  });

  test('stays as it was', () => {
    const order = structuredClone(familyOrder);
    buildView({ order, itinerary: familyItinerary, previous: order });
    expect(order).toEqual(familyOrder);
  });
});

describe('the orders of a trip', () => {
  test('are counted, listed and headed', () => {
    const second = { ...buildOrder({}), orderNo: 'SECOND' };
    const view = buildTripView([{ order: familyOrder }, { order: second }]);
    expect(view).toMatchObject({
      isTrip: true,
      orderCount: 2,
      orderList: 'TESTL20230922153224323 and SECOND',
      orders: [{ heading: 'Order 1 of 2' }, { heading: 'Order 2 of 2' }],
    });
  });

  test('of one is no trip', () => {
    expect(buildView(familyOrder)).toMatchObject({
      isTrip: false,
      orderCount: 1,
      orders: [{ heading: undefined }],
    });
  });

  test('have the date and the route of the first that has flights', () => {
    const view = buildTripView([
      { order: familyOrder },
      { order: familyOrder, itinerary: familyItinerary },
    ]);
    expect(view).toMatchObject({
      firstDate: 'Tue 24 Nov 2026',
      routeSummary: 'Guangzhou – Hangzhou',
    });
  });

  test('have all references up to the twelve of six round trips', () => {
    const orderOf = (count: number) => ({
      order: buildOrder({
        airlinePnrs: Array.from({ length: count }, (_, index) => `PNR${index}${count}`),
      }),
    });
    const { referenceSummary } = buildTripView([orderOf(5), orderOf(7)]);
    expect(referenceSummary.split(', ')).toHaveLength(12);
    expect(buildTripView([orderOf(6), orderOf(7)]).referenceSummary).toMatch(/ \+ 2$/u);
  });
});

describe('the brand', () => {
  test('has its legal footer line by line, cleaned', () => {
    const legalFooter = 'Example Travel Ltd\r\n\n 1 Example\tStreet \u202e\n\u200b';
    expect(buildView(familyOrder, { brand: { ...brand, legalFooter } }).legalFooter).toEqual([
      'Example Travel Ltd',
      '1 Example Street',
    ]);
  });

  test('has none of what is not configured', () => {
    expect(buildView(familyOrder, { brand: { name: 'Example Travel' } })).toMatchObject({
      legalFooter: [],
      logo: undefined,
      support: undefined,
    });
  });
});
