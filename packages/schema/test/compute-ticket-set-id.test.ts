import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { computeTicketSetId, type Ancillary } from '../src/index.ts';
import { readTicketed } from './read.ts';
import { sampleText, ticketedBody } from './sample.ts';

const lisi = { name: 'zhang/lisi', ticketNos: ['A1', 'B2'], airlinePNRs: ['P1', 'P2'] };
const san = { name: 'zhang/san', ticketNos: ['A1'], airlinePNRs: ['P1'] };
const data = { orderNo: 'N1', orderStatus: 2, paxTicketInfos: [lisi, san] };

const key = Buffer.alloc(32, 5);

function idOf(body: unknown): string {
  return computeTicketSetId(readTicketed(body).order, key);
}

test("the id of the supplier's sample is frozen: a new one would mail every traveller again", () => {
  expect(idOf(JSON.parse(sampleText))).toBe(
    '7c248841700da88814f1f1ca70b0d7ae1fc586e39b58ed11e94c5af26432464a',
  );
});

describe('the id stays the same', () => {
  test.each<[string, Record<string, unknown>]>([
    ['whatever the order of keys', Object.fromEntries(Object.entries(data).reverse())],
    ['whatever the order of passengers', { ...data, paxTicketInfos: [san, lisi] }],
    [
      'whatever the letter case of names',
      { ...data, paxTicketInfos: [{ ...lisi, name: 'ZHANG/LiSi' }, san] },
    ],
    [
      'whatever the spaces in names',
      { ...data, paxTicketInfos: [{ ...lisi, name: ' zhang/lisi  ' }, san] },
    ],
    [
      'whatever the order of numbers',
      { ...data, paxTicketInfos: [{ ...lisi, ticketNos: ['B2', 'A1'] }, san] },
    ],
    [
      'with a repeated number',
      { ...data, paxTicketInfos: [lisi, { ...san, ticketNos: ['A1', 'A1'] }] },
    ],
    [
      'whatever the letter case of numbers',
      { ...data, paxTicketInfos: [lisi, { ...san, ticketNos: ['a1'], airlinePNRs: ['p1 '] }] },
    ],
    ['with a status in a string', { ...data, orderStatus: '2' }],
    ['with another status', { ...data, orderStatus: 1 }],
    ['in the older nesting', { ticketNotification: data }],
    ['with document fields', { ...data, paxTicketInfos: [{ ...lisi, cardNum: '1' }, san] }],
    ['with passenger types', { ...data, paxTicketInfos: [{ ...lisi, passengerType: 1 }, san] }],
    [
      'with ancillaries',
      { ...data, paxTicketInfos: [{ ...lisi, ancillaries: [{ productCode: 'B' }] }, san] },
    ],
  ])('%s', (_, changed) => {
    expect(idOf(ticketedBody(changed))).toBe(idOf(ticketedBody(data)));
  });
});

describe('the id changes', () => {
  test.each<[string, Record<string, unknown>]>([
    ['with the order number', { ...data, orderNo: 'N2' }],
    ['with the letter case of the opaque order number', { ...data, orderNo: 'n1' }],
    ['with a name', { ...data, paxTicketInfos: [{ ...lisi, name: 'zhang/si' }, san] }],
    ['with a ticket number', { ...data, paxTicketInfos: [lisi, { ...san, ticketNos: ['A2'] }] }],
    [
      'with one more ticket number',
      { ...data, paxTicketInfos: [lisi, { ...san, ticketNos: ['A1', 'B2'] }] },
    ],
    ['with a PNR', { ...data, paxTicketInfos: [lisi, { ...san, airlinePNRs: ['P9'] }] }],
    [
      'with a PNR moved to the ticket numbers',
      { ...data, paxTicketInfos: [lisi, { ...san, ticketNos: ['A1', 'P1'], airlinePNRs: [] }] },
    ],
    [
      'when passengers swap their numbers',
      {
        ...data,
        paxTicketInfos: [
          { ...lisi, name: san.name },
          { ...san, name: lisi.name },
        ],
      },
    ],
    ['with one passenger fewer', { ...data, paxTicketInfos: [lisi] }],
    ['with a namesake who shares the number', { ...data, paxTicketInfos: [lisi, san, san] }],
  ])('%s', (_, changed) => {
    expect(idOf(ticketedBody(changed))).not.toBe(idOf(ticketedBody(data)));
  });
});

describe('names that differ only so are one name', () => {
  test.each<[string, string, string]>([
    ['sharp s', 'groß/ines', 'GROSS/INES'],
    ['capital sharp s', 'GROẞ/INES', 'gross/ines'],
    ['dotted capital i', 'İnan/ali', 'i\u0307nan/ali'],
    ['final sigma', 'ΝΙΚΟΣ/Α', 'νικος/α'],
    ['composed and decomposed letters', 'JOS\u00c9/A', 'jose\u0301/a'],
    ['spaces', ' doe/jane  mary', 'DOE/JANE MARY '],
  ])('%s', (_, one, other) => {
    const [a, b] = [one, other].map((name) =>
      computeTicketSetId(
        {
          orderNo: 'N1',
          passengers: [{ name, ticketNos: ['A1'], airlinePnrs: [], ancillaries: [] }],
        },
        key,
      ),
    );
    expect(a).toBe(b);
  });
});

test('blank numbers have no part in the id', () => {
  const passenger = { name: 'zhang/lisi', airlinePnrs: ['P1'], ancillaries: [] };
  const [a, b] = [['A1'], ['', 'A1', ' ']].map((ticketNos) =>
    computeTicketSetId({ orderNo: 'N1', passengers: [{ ...passenger, ticketNos }] }, key),
  );
  expect(a).toBe(b);
});

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const someOrder = fc.record({
  orderNo: text,
  passengers: fc.array(
    fc.record({
      name: text,
      ticketNos: fc.array(text, { maxLength: 3 }),
      airlinePnrs: fc.array(text, { maxLength: 3 }),
      ancillaries: fc.constant<Ancillary[]>([]),
    }),
    { maxLength: 4 },
  ),
});

test('any order: reversed lists, doubled numbers and other letter case change nothing', () => {
  fc.assert(
    fc.property(someOrder, fc.boolean(), ({ orderNo, passengers }, isUpper) => {
      const rewritten = passengers.map((passenger) => ({
        ...passenger,
        name: isUpper ? passenger.name.toUpperCase() : passenger.name.toLowerCase(),
        ticketNos: [...passenger.ticketNos, ...passenger.ticketNos].reverse(),
        airlinePnrs: passenger.airlinePnrs.toReversed(),
      }));
      const id = computeTicketSetId({ orderNo, passengers }, key);
      const order = { orderStatus: 1, passengers: rewritten.reverse(), orderNo };
      expect(computeTicketSetId(order, key)).toBe(id);
      expect(id).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});

test('any two orders with different numbers have different ids', () => {
  fc.assert(
    fc.property(someOrder, fc.string({ unit: 'binary' }), ({ orderNo, passengers }, other) => {
      fc.pre(orderNo !== other);
      const id = computeTicketSetId({ orderNo, passengers }, key);
      expect(computeTicketSetId({ orderNo: other, passengers }, key)).not.toBe(id);
    }),
  );
});

test('order numbers that only differ in what UTF-8 cannot write have different ids', () => {
  const [a, b] = ['N\ud800', 'N\ud801'].map((orderNo) => idOf(ticketedBody({ orderNo })));
  expect(a).not.toBe(b);
});

test('without the key nobody can tell whose id it is', () => {
  const { order } = readTicketed({ type: 'order.ticketed', data });
  expect(computeTicketSetId(order, Buffer.alloc(32, 6))).not.toBe(computeTicketSetId(order, key));
});
