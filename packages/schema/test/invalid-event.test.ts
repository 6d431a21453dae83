import { describe, expect, test } from '@jest/globals';

import { readProblems, readTicketed } from './read.ts';
import { orderData, ticketedBody } from './sample.ts';

function pointersOf(body: unknown): string[] {
  return readProblems(body).map(({ pointer }) => pointer);
}

test.each([[[]], ['order.ticketed'], [null], [7], [true], [undefined]])(
  'a body that is no object: %j',
  (body) => {
    expect(pointersOf(body)).toEqual(['']);
  },
);

describe('order.ticketed in which no order number can be found', () => {
  test.each<[string, unknown, string]>([
    ['data missing', undefined, ''],
    ['data null', null, '/data'],
    ['data a string', 'TESTL1', '/data'],
    ['data a list', [{ orderNo: 'TESTL1' }], '/data'],
    ['data empty', {}, '/data'],
    ['orderNo null', { orderNo: null }, '/data'],
    ['orderNo empty', { orderNo: '' }, '/data'],
    ['orderNo blank', { orderNo: ' \u00a0 ' }, '/data'],
    ['orderNo missing in the older nesting', { ticketNotification: {} }, '/data'],
    ['orderNo blank in the older nesting', { ticketNotification: { orderNo: ' ' } }, '/data'],
    ['ticketNotification null', { ticketNotification: null }, '/data'],
    ['only the number of another order', { originalOrderNo: 'TESTL1' }, '/data'],
  ])('%s', (_, data, pointer) => {
    expect(pointersOf(ticketedBody(data))).toEqual([pointer]);
  });
});

describe('order.ticketed with a field of an impossible type', () => {
  const inPassenger = (fields: Record<string, unknown>) => orderData(fields);
  const inAncillary = (fields: Record<string, unknown>) => orderData({ ancillaries: [fields] });
  const first = '/data/paxTicketInfos/0';

  test.each<[string, unknown, string]>([
    ['orderNo a number', { orderNo: 20230922 }, '/data/orderNo'],
    ['orderNo an object', { orderNo: {} }, '/data/orderNo'],
    ['orderNo of 129 characters', { orderNo: 'N'.repeat(129) }, '/data/orderNo'],
    ['orderNo with a control character', { orderNo: 'N\r1' }, '/data/orderNo'],
    ['orderNo with a C1 control character', { orderNo: 'N\u0085' }, '/data/orderNo'],
    ['orderStatus a word', { orderNo: 'N1', orderStatus: 'abc' }, '/data/orderStatus'],
    ['orderStatus an object', { orderNo: 'N1', orderStatus: {} }, '/data/orderStatus'],
    ['orderStatus a boolean', { orderNo: 'N1', orderStatus: true }, '/data/orderStatus'],
    ['orderStatus a fraction', { orderNo: 'N1', orderStatus: 2.5 }, '/data/orderStatus'],
    [
      'orderStatus a fraction in a string',
      { orderNo: 'N1', orderStatus: '2.5' },
      '/data/orderStatus',
    ],
    [
      'ticketNotification a string',
      { orderNo: 'N1', ticketNotification: 'x' },
      '/data/ticketNotification',
    ],
    ['paxTicketInfos a string', { orderNo: 'N1', paxTicketInfos: 'x' }, '/data/paxTicketInfos'],
    ['paxTicketInfos an object', { orderNo: 'N1', paxTicketInfos: {} }, '/data/paxTicketInfos'],
    [
      '201 passengers',
      { orderNo: 'N1', paxTicketInfos: Array(201).fill({}) },
      '/data/paxTicketInfos',
    ],
    ['a passenger that is a number', { orderNo: 'N1', paxTicketInfos: [1] }, first],
    ['a passenger that is null', { orderNo: 'N1', paxTicketInfos: [null] }, first],
    ['a passenger that is a list', { orderNo: 'N1', paxTicketInfos: [[]] }, first],
    ['name an object', inPassenger({ name: {} }), `${first}/name`],
    ['name a number', inPassenger({ name: 7 }), `${first}/name`],
    ['name of 121 characters', inPassenger({ name: 'n'.repeat(121) }), `${first}/name`],
    ['ticketNos an object', inPassenger({ ticketNos: {} }), `${first}/ticketNos`],
    ['ticketNos a string', inPassenger({ ticketNos: 'A1' }), `${first}/ticketNos`],
    ['51 ticketNos', inPassenger({ ticketNos: Array(51).fill('A1') }), `${first}/ticketNos`],
    ['a ticket number that is an object', inPassenger({ ticketNos: [{}] }), `${first}/ticketNos/0`],
    ['a ticket number with a fraction', inPassenger({ ticketNos: [1.5] }), `${first}/ticketNos/0`],
    ['a negative ticket number', inPassenger({ ticketNos: [-1] }), `${first}/ticketNos/0`],
    [
      'a ticket number rounded by the parser',
      inPassenger({ ticketNos: [2 ** 53] }),
      `${first}/ticketNos/0`,
    ],
    [
      'a ticket number of 41 characters',
      inPassenger({ ticketNos: ['n'.repeat(41)] }),
      `${first}/ticketNos/0`,
    ],
    ['airlinePNRs an object', inPassenger({ airlinePNRs: {} }), `${first}/airlinePNRs`],
    [
      'a PNR that is a boolean',
      inPassenger({ airlinePNRs: ['A', true] }),
      `${first}/airlinePNRs/1`,
    ],
    ['ancillaries a string', inPassenger({ ancillaries: 'x' }), `${first}/ancillaries`],
    [
      'an ancillary that is a string',
      inPassenger({ ancillaries: ['x'] }),
      `${first}/ancillaries/0`,
    ],
    [
      'productCode an object',
      inAncillary({ productCode: {} }),
      `${first}/ancillaries/0/productCode`,
    ],
    [
      'a seat that is a string',
      inAncillary({ auxSeatElement: '1A' }),
      `${first}/ancillaries/0/auxSeatElement`,
    ],
    [
      'a weight that is a word',
      inAncillary({ auxBaggageElement: { weight: 'heavy' } }),
      `${first}/ancillaries/0/auxBaggageElement/weight`,
    ],
    [
      'a name in the older nesting',
      { ticketNotification: orderData({ name: {} }) },
      '/data/ticketNotification/paxTicketInfos/0/name',
    ],
  ])('%s', (_, data, pointer) => {
    expect(pointersOf(ticketedBody(data))).toEqual([pointer]);
  });
});

describe('order.ticketed in which a stranger writes to the traveller', () => {
  const url = 'UNPAID, pay at https://pay.evil.example/x';
  test.each<[string, Record<string, unknown>, string, string]>([
    ...[
      url,
      'www.evil',
      'evil.example',
      'a@b',
      'CALL:1',
      'A\nB',
      'A\u2028B',
      'Ａ1',
      'a\\b',
    ].flatMap((text): [string, Record<string, unknown>, string, string][] => [
      [`as a reference: ${text}`, { airlinePNRs: ['A1', text] }, 'airlinePNRs/1', 'letters A to'],
      [`as a ticket number: ${text}`, { ticketNos: [text] }, 'ticketNos/0', 'letters A to Z'],
    ]),
    ...[url, 'DOE/WWW.EVIL', 'doe/jane@evil.example', 'A\nB', 'A\r', 'A\u0085B', '\u2029'].map(
      (name): [string, Record<string, unknown>, string, string] => [
        `as a name: ${name}`,
        { name },
        'name',
        'must be one line without',
      ],
    ),
    ...[url, 'x\n\nwww.evil.example', 'write to a@evil.example'].flatMap(
      (text): [string, Record<string, unknown>, string, string][] => [
        [
          `as an extra: ${text}`,
          { ancillaries: [{ productCode: text }] },
          'ancillaries/0/productCode',
          'must be without',
        ],
        [
          `as the size of a bag: ${text}`,
          { ancillaries: [{ auxBaggageElement: { size: text } }] },
          'ancillaries/0/auxBaggageElement/size',
          'must be without',
        ],
        [
          `as a seat: ${text}`,
          { ancillaries: [{ auxSeatElement: { row: text } }] },
          'ancillaries/0/auxSeatElement/row',
          'must be without',
        ],
      ],
    ),
  ])('%j', (_, fields, place, message) => {
    for (const [data, at] of [
      [orderData(fields), '/data'],
      [{ ticketNotification: orderData(fields) }, '/data/ticketNotification'],
    ] as const) {
      const problems = readProblems(ticketedBody(data)).filter(
        (problem) => !problem.message.includes('characters'),
      );
      expect(problems).toEqual([
        {
          pointer: `${at}/paxTicketInfos/0/${place}`,
          message: expect.stringContaining(message) as unknown,
        },
      ]);
    }
  });
});

test('as many passengers, numbers and characters as are allowed', () => {
  const numbers = Array<string>(50).fill('n'.repeat(40));
  const passenger = { name: 'n'.repeat(120), ticketNos: numbers, airlinePNRs: numbers };
  const paxTicketInfos = Array<unknown>(200).fill(passenger);
  const { order } = readTicketed(ticketedBody({ orderNo: 'N1', paxTicketInfos }));
  expect(order.passengers).toHaveLength(200);
});

describe('several problems', () => {
  // Each wrong value carries the mark, to be searched for in what is reported.
  const mark = 'leaked';
  const body = ticketedBody({
    orderNo: [mark],
    orderStatus: mark,
    [mark]: 1,
    paxTicketInfos: [
      { name: { [mark]: mark }, ticketNos: mark, cardNum: mark },
      mark,
      { airlinePNRs: [{ [mark]: mark }, `${mark}${'x'.repeat(100)}`] },
    ],
  });

  test('are all listed at once', () => {
    expect(pointersOf(body).sort()).toEqual([
      '/data/orderNo',
      '/data/orderStatus',
      '/data/paxTicketInfos/0/name',
      '/data/paxTicketInfos/0/ticketNos',
      '/data/paxTicketInfos/1',
      '/data/paxTicketInfos/2/airlinePNRs/0',
      '/data/paxTicketInfos/2/airlinePNRs/1',
    ]);
  });

  test('never hold a value or an unknown key of the body', () => {
    expect(JSON.stringify(readProblems(body))).not.toContain(mark);
  });

  test('beyond 1,000 are counted', () => {
    const problems = readProblems(
      ticketedBody({ orderNo: 'N1', paxTicketInfos: Array(200_000).fill(0) }),
    );
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)?.message).toContain('199001');
  });
});
