import { describe, expect, test } from '@jest/globals';

import {
  parseTicketedOrder,
  readOrderQueryAnswer,
  type Shortfall,
  type SupplierOrder,
} from '../src/index.ts';
import { orderAnswer, ticketedPassenger } from './supplier-order-sample.ts';

function read(fields: Record<string, unknown>): SupplierOrder {
  const answer = readOrderQueryAnswer(orderAnswer(fields), { orderNo: 'TESTL1' });
  if (answer.kind === 'content') return answer.content;
  throw new Error(`not read: ${JSON.stringify(answer)}`);
}

function pointersOf(body: unknown) {
  const answer = readOrderQueryAnswer(body, { orderNo: 'TESTL1' });
  return answer.kind === 'unreadable' ? answer.problems.map(({ pointer }) => pointer) : answer;
}

test('a ticketed order is read into our own form', () => {
  expect(read({})).toEqual({
    state: 'ticketed',
    missing: [],
    order: {
      orderNo: 'TESTL1',
      orderStatus: 2,
      passengers: [
        {
          name: 'zhang/lisi',
          passengerType: 'adult',
          ticketNos: ['S79170'],
          airlinePnrs: ['S79170'],
          ancillaries: [],
        },
      ],
    },
    contactEmail: 'booking@agency.example',
    itinerary: {
      segments: [
        {
          index: 1,
          carrier: 'U2',
          flightNumber: 'U28405',
          departure: { airport: 'LGW', time: '2026-11-24T08:30', terminal: 'N' },
          arrival: { airport: 'BCN', time: '2026-11-24T11:45' },
          durationMinutes: 135,
          cabinClass: 'Economy',
          fareFamily: 'Standard',
        },
      ],
      airlines: [{ code: 'U2', name: 'Example Air', webSite: 'https://air.example.com/' }],
      price: { amount: '412.5', currency: 'EUR' },
    },
  });
});

const unticketed = ticketedPassenger({ ticketNos: [] });

describe('the state', () => {
  const entry = { orderNo: 'TESTL1', orderStatus: '2', ticketStatus: '1' };
  const nulls = { orderStatus: null, ticketStatus: null };
  test.each<[string, Record<string, unknown>, SupplierOrder['state'], Shortfall[]]>([
    ['with integers for the statuses', { orderStatus: 2, ticketStatus: 1 }, 'ticketed', []],
    ['with an error code beside issued tickets', { errorCode: '601' }, 'ticketed', []],
    [
      'when all share one number',
      { paxTicketInfos: [ticketedPassenger(), ticketedPassenger()] },
      'ticketed',
      [],
    ],
    [
      'from the list, when null above',
      { ...nulls, orderList: [{ ...entry, orderNo: 'X' }, entry] },
      'ticketed',
      [],
    ],
    [
      'from the list, when blank above',
      { orderStatus: '', ticketStatus: '', orderList: [entry] },
      'ticketed',
      [],
    ],
    [
      'from the list, with spaces and integers',
      { ...nulls, orderList: [null, { orderNo: ' TESTL1 ', orderStatus: 2, ticketStatus: 1 }] },
      'ticketed',
      [],
    ],
    [
      'when only the ticket status is null above',
      { ticketStatus: null, orderList: [entry] },
      'ticketed',
      [],
    ],
    [
      'when what stands above says otherwise',
      { orderStatus: '1', orderList: [entry] },
      'not_yet',
      ['order_status'],
    ],
    [
      'when the list has another order only',
      { ...nulls, orderList: [{ ...entry, orderNo: 'X' }] },
      'not_yet',
      ['order_status', 'ticket_status'],
    ],
    [
      'when the list is null too',
      { ...nulls, orderList: null },
      'not_yet',
      ['order_status', 'ticket_status'],
    ],
    [
      'right after payment',
      { orderStatus: '1', ticketStatus: '0', paxTicketInfos: [unticketed] },
      'not_yet',
      ['order_status', 'ticket_status', 'ticket_numbers'],
    ],
    [
      'unpaid',
      { orderStatus: '0', ticketStatus: '0' },
      'not_yet',
      ['order_status', 'ticket_status'],
    ],
    ['with a ticket status of its own', { ticketStatus: '0' }, 'not_yet', ['ticket_status']],
    [
      'with one passenger without a ticket',
      { paxTicketInfos: [ticketedPassenger(), unticketed] },
      'not_yet',
      ['ticket_numbers'],
    ],
    [
      'with a blank ticket number',
      { paxTicketInfos: [ticketedPassenger({ ticketNos: ['', null] })] },
      'not_yet',
      ['ticket_numbers'],
    ],
    ['without passengers', { paxTicketInfos: [] }, 'not_yet', ['passengers']],
    ['with null for the passengers', { paxTicketInfos: null }, 'not_yet', ['passengers']],
    ['with a status nobody knows', { orderStatus: '7' }, 'not_yet', ['order_status']],
    ['with a status in words', { orderStatus: 'TICKETED' }, 'not_yet', ['order_status']],
    ['with a status that is almost 2', { orderStatus: '2x' }, 'not_yet', ['order_status']],
    ['cancelled', { orderStatus: '-3', errorCode: '604' }, 'cancelled', []],
    ['cancelled, as an integer', { orderStatus: -3 }, 'cancelled', []],
    [
      'cancelled, from the list',
      { ...nulls, orderList: [{ ...entry, orderStatus: '-3' }] },
      'cancelled',
      [],
    ],
  ])('%s', (_, fields, state, missing) => {
    expect(read(fields)).toMatchObject({ state, missing });
  });
});

test.each<[string, unknown, string | undefined]>([
  ['a string', '604', '604'],
  ['a number', 604, '604'],
  ['null', null, undefined],
  ['blank', ' ', undefined],
])('an error code that is %s', (_, errorCode, expected) => {
  expect(read({ errorCode }).errorCode).toBe(expected);
});

test.each<[string, unknown, string | undefined]>([
  ['as it comes', { email: ' a@example.com ' }, 'a@example.com'],
  ['null', { email: null }, undefined],
  ['missing', {}, undefined],
  ['in no contact', null, undefined],
])('the contact address, %s', (_, contact, expected) => {
  expect(read({ contact }).contactEmail).toBe(expected);
});

describe('references of a passenger without any', () => {
  const paxTicketInfos = [ticketedPassenger({ airlinePNRs: null })];
  test.each<[string, unknown, string[]]>([
    [
      'are those of the airline bookings',
      [{ airlinePnr: 'P1' }, { airlinePnr: 'P2' }],
      ['P1', 'P2'],
    ],
    [
      'are split at the bar, each once',
      [{ airlinePnr: 'S79170|S79170' }, { airlinePnr: 'P2| S79170' }],
      ['S79170', 'P2'],
    ],
    ['are never blank', [{ airlinePnr: '|' }, { airlinePnr: null }, null, {}], []],
    ['may be numbers', [{ airlinePnr: 123456 }], ['123456']],
    ['are never the supplier’s own', null, []],
  ])('%s', (_, airlineBookings, expected) => {
    const { order } = read({ paxTicketInfos, airlineBookings });
    expect(order.passengers[0]?.airlinePnrs).toEqual(expected);
  });

  test('keep apart from those of one who has them', () => {
    const { order } = read({
      paxTicketInfos: [ticketedPassenger({ airlinePNRs: ['P9'] }), ...paxTicketInfos],
      airlineBookings: [{ airlinePnr: 'P1' }],
    });
    expect(order.passengers.map(({ airlinePnrs }) => airlinePnrs)).toEqual([['P9'], ['P1']]);
  });

  test('fit our own form, however many there are', () => {
    const airlinePnr = Array.from({ length: 80 }, (_, index) => `P${index}${'x'.repeat(200)}`);
    const { order } = read({
      paxTicketInfos,
      airlineBookings: [{ airlinePnr: airlinePnr.join('|') }],
    });
    expect(parseTicketedOrder(order).kind).toBe('order');
  });
});

describe('an error behind HTTP 200', () => {
  test.each<[unknown, number]>([
    [800, 800],
    ['703', 703],
    [' 705 ', 705],
    [-1, -1],
    [9999, 9999],
  ])('status %j', (status, expected) => {
    const answer = readOrderQueryAnswer({ status, msg: 'x' }, { orderNo: 'TESTL1' });
    expect(answer).toEqual({ kind: 'error', status: expected });
  });

  test('beats whatever else is there', () => {
    const answer = readOrderQueryAnswer(orderAnswer({ status: '900' }), { orderNo: 'TESTL1' });
    expect(answer).toEqual({ kind: 'error', status: 900 });
  });
});

test.each<[string, unknown]>([
  ['"0"', '0'],
  ['missing', undefined],
  ['null', null],
])('a status of %s beside an order is none', (_, status) => {
  expect(read({ status }).state).toBe('ticketed');
});

describe('unreadable, at', () => {
  test.each<[string, unknown, string[]]>([
    ['HTML', '<html>', ['']],
    ['null', null, ['']],
    ['a list', [orderAnswer()], ['']],
    ['an empty object', {}, ['']],
    ['the throttling body', { code: 429, message: 'slow down', retryAfter: 5 }, ['']],
    ['a success without an order', { status: 0 }, ['']],
    ['a status in words', orderAnswer({ status: 'ok' }), ['/status']],
    ['a status that is an object', orderAnswer({ status: {} }), ['/status']],
    ['another order', orderAnswer({ orderNo: 'TESTL2' }), ['/orderNo']],
    ['another letter case', orderAnswer({ orderNo: 'testl1' }), ['/orderNo']],
    ['null for the order number', orderAnswer({ orderNo: null }), ['/orderNo']],
    ['a number for the order number', orderAnswer({ orderNo: 1 }), ['/orderNo']],
    ['a status that is a fraction', orderAnswer({ orderStatus: 2.5 }), ['/orderStatus']],
    ['a ticket status that is true', orderAnswer({ ticketStatus: true }), ['/ticketStatus']],
    ['passengers in an object', orderAnswer({ paxTicketInfos: {} }), ['/paxTicketInfos']],
    ['a passenger that is null', orderAnswer({ paxTicketInfos: [null] }), ['/paxTicketInfos/0']],
    [
      'ticket numbers in a string',
      orderAnswer({ paxTicketInfos: [ticketedPassenger({ ticketNos: 'A1' })] }),
      ['/paxTicketInfos/0/ticketNos'],
    ],
    [
      'an address to pay at',
      orderAnswer({
        paxTicketInfos: [
          ticketedPassenger({ name: 'pay at www.evil.example', airlinePNRs: ['https://x.test'] }),
        ],
      }),
      ['/paxTicketInfos/0/name', '/paxTicketInfos/0/airlinePNRs/0'],
    ],
    ['a routing that is a string', orderAnswer({ routing: 'LGW-BCN' }), ['/routing']],
    [
      'several at once',
      orderAnswer({ orderStatus: [], contact: 'a@example.com', totalPrice: {} }),
      ['/orderStatus', '/contact', '/totalPrice'],
    ],
  ])('%s', (_, body, pointers) => {
    expect(pointersOf(body)).toEqual(pointers);
  });

  test('no problem holds a value or an unknown key', () => {
    const mark = 'leaked';
    const body = {
      [mark]: mark,
      orderNo: [mark],
      orderStatus: [mark],
      paxTicketInfos: [{ name: { [mark]: mark }, [mark]: mark }],
      routing: { fromSegments: [{ carrier: [mark], [mark]: mark }] },
    };
    const answer = readOrderQueryAnswer(body, { orderNo: mark });
    expect(pointersOf(body)).toHaveLength(4);
    expect(JSON.stringify(answer)).not.toContain(mark);
  });
});

test('a reference of airlineBookings that is none is left out', () => {
  const { order } = read({
    paxTicketInfos: [ticketedPassenger({ airlinePNRs: [] })],
    airlineBookings: [
      { airlinePnr: 'https://evil.example' },
      { airlinePnr: `S79170|${'n'.repeat(41)}` },
    ],
  });
  expect(order.passengers[0]?.airlinePnrs).toEqual(['S79170']);
});

test('no document field, airline-side mailbox or link with a token survives', () => {
  const documents = {
    birthday: 'secret-birthday',
    cardNum: 'secret-number',
    card_num: 'secret-respelt',
    cardType: ['secret-type'],
    cardExpired: { year: 'secret-expiry' },
    cardIssuePlace: 'secret-place',
    gender: 'secret-gender',
    nationality: 'secret-nationality',
  };
  const order = read({
    ...documents,
    itineraryDownload: 'https://example.com/?token=secret-token',
    paxTicketInfos: [ticketedPassenger({ ...documents, contactEmails: ['secret@example.com'] })],
    airlineBookings: [{ airlineCode: 'U2', mmbEmail: 'secret-mmb@example.com', ...documents }],
    contact: { name: 'secret-contact', mobile: 'secret-mobile', email: 'a@example.com' },
    routing: {
      fromSegments: [{ depAirport: 'LGW', arrAirport: 'BCN', ...documents }],
      ...documents,
    },
    unknown: { ...documents },
  });
  expect(order.state).toBe('ticketed');
  expect(order.itinerary).toBeDefined();
  expect(JSON.stringify(order)).not.toContain('secret');
  expect(JSON.stringify(order)).not.toContain('OWNREF');
});
