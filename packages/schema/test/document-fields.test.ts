import { describe, expect, test } from '@jest/globals';

import { readSupplierEvent } from '../src/index.ts';
import { readOther } from './read.ts';
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

test('keys that only resemble document fields are kept', () => {
  const body = { type: 'x', cardNumber: 1, genders: 2, card: { num: 3 }, name: 'zhang/lisi' };
  expect(readOther(body).body).toEqual(body);
});

test('the body that was handed over is not changed', () => {
  const body = { type: 'x', pax: [{ ...documents }] };
  readOther(body);
  expect(body.pax).toEqual([documents]);
});
