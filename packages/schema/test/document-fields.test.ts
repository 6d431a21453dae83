import { describe, expect, test } from '@jest/globals';

import { eventTypes, readSupplierEvent } from '../src/index.ts';
import { readOther, readTicketed } from './read.ts';
import { orderData, ticketedBody } from './sample.ts';

/** Every value starts with the same mark, so that one search finds any of them. */
const documents = {
  birthday: 'secret-birthday',
  cardNum: 'secret-number',
  cardType: 'secret-type',
  cardExpired: { year: 'secret-expiry' },
  cardIssuePlace: ['secret-place'],
  gender: 'secret-gender',
  nationality: 'secret-nationality',
};
const passenger = { name: 'zhang/lisi', ...documents };
const respelt = Object.fromEntries(
  [
    'BIRTHDAY',
    'card_num',
    'CARD-TYPE',
    'Card_Expired',
    'cardissueplace',
    '_Gender',
    'nationality_',
  ].map((key) => [key, 'secret']),
);

describe('no document field survives anywhere in what is read', () => {
  test.each<[string, Record<string, unknown>]>([
    ['order.ticketed', ticketedBody(orderData(documents))],
    ['order.ticketed, older nesting', ticketedBody({ ticketNotification: orderData(documents) })],
    [
      'order.ticketed, at every level',
      { ...ticketedBody({ ...orderData(documents), ...documents }), ...documents },
    ],
    ['order.ticketed in another spelling', ticketedBody(orderData(respelt))],
    ['order.addonComplete', { type: 'order.addonComplete', data: { paxTicketInfos: [passenger] } }],
    ['an unknown type', { type: 'x', ...documents, a: [[{ b: [passenger] }]] }],
    ['an unknown type in another spelling', { type: 'x', data: respelt }],
    ['no type', { data: { pax: passenger } }],
  ])('%s', (_, body) => {
    expect(JSON.stringify(body)).toContain('secret');
    const reading = readSupplierEvent(body);
    expect(reading.kind).toBe('event');
    expect(JSON.stringify(reading)).not.toContain('secret');
  });
});

/** What nobody has told us of: papers in other words, free text, and values that are keys. */
const unnamed = {
  passportNo: 'secret',
  dob: 'secret',
  idNumber: 'secret',
  foid: 'secret',
  sex: 'secret',
  name: 'secret/secret',
  paxTicketInfos: [{ name: 'secret', idCard: { no: 'secret' } }],
  emailSubject: 'Your flight, secret',
  emailLink: 'https://example.test/secret',
  vendorRefundInformation: 'secret',
  message: 'passport secret',
  errorMessage: 'secret',
  voidCode: 'secret',
  from: 'secret@example.com',
  to: 'secret@example.com',
  secret: 1,
  a: [[{ b: ['secret', { secret: 'x' }] }]],
};

describe('what we do not name is not kept', () => {
  test.each<[string, Record<string, unknown>]>([
    ['at the top', { ...unnamed, data: { orderNo: 'TESTL1' } }],
    ['in data', { data: { orderNo: 'TESTL1', ...unnamed } }],
    ['in the older nesting', { data: { ticketNotification: { orderNo: 'TESTL1', ...unnamed } } }],
    ['in a list for data', { orderNo: 'TESTL1', data: [unnamed] }],
    ['of a flat refund', { orderNo: 'TESTL1', refundStatus: 1, ...unnamed }],
    [
      'in the place of a code or a number',
      {
        status: 'secret',
        data: {
          orderNo: 'TESTL1',
          originalOrderNo: { secret: 'secret' },
          addonOrderNo: ['secret'],
          orderStatus: 'secret',
          voidStatus: { secret: 'secret' },
          scheduleChangeType: ['secret'],
          errorCode: 'E-secret',
        },
      },
    ],
  ])('%s', (_, fields) => {
    const others = eventTypes.filter((type) => type !== 'order.ticketed');
    for (const type of [undefined, 'x', ...others]) {
      const event = readOther({ ...fields, type });
      expect(event.orderNo).toBe('TESTL1');
      expect(JSON.stringify(event)).not.toContain('secret');
    }
  });

  test('of a passenger, a ticket and an extra of order.ticketed', () => {
    const deep = { secret: 'secret', passportNo: 'secret', paxTicketInfos: ['secret'] };
    const data = orderData({
      ...deep,
      ancillaries: [
        {
          ...deep,
          productCode: 'SEAT',
          auxSeatElement: { ...deep, row: 1 },
          auxBaggageElement: { ...deep, piece: 1 },
        },
      ],
    });
    const { order } = readTicketed({ ...ticketedBody({ ...deep, ...data }), ...deep });
    expect(order.passengers[0]?.ancillaries).toEqual([
      { productCode: 'SEAT', seat: { row: '1' }, baggage: { piece: 1 } },
    ]);
    expect(JSON.stringify(order)).not.toContain('secret');
  });

  test('nor is a number in a code that is too long for one', () => {
    const data = { orderNo: 'TESTL1', voidStatus: 123456789, errorCode: '18990102' };
    expect(readOther({ type: 'order.void', data }).body).toEqual({
      type: 'order.void',
      data: { orderNo: 'TESTL1' },
    });
  });
});

test('the body that was handed over is not changed', () => {
  const body = { type: 'x', pax: [{ ...documents }] };
  readOther(body);
  expect(body.pax).toEqual([documents]);
});
