import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseTicketedOrder, readSupplierEvent } from '../src/index.ts';
import { readTicketed } from './read.ts';
import { orderData, sampleText, ticketedBody } from './sample.ts';

const ancillary = {
  productCode: 'BAG',
  segmentIndex: 1,
  auxSeatElement: { row: 1, column: 'A' },
  auxBaggageElement: { piece: '1', weight: 23.5, isAllWeight: true, size: 'L' },
};

describe('what readSupplierEvent made passes unchanged, also after its way through JSON', () => {
  test.each<[string, unknown]>([
    ["the supplier's sample", JSON.parse(sampleText)],
    ['a hint', ticketedBody({ orderNo: 'N1' })],
    ['every field', ticketedBody(orderData({ ancillaries: [ancillary] }))],
    ['a passenger without anything', ticketedBody({ orderNo: 'N1', paxTicketInfos: [{}] })],
    ['an ancillary without anything', ticketedBody(orderData({ ancillaries: [{}] }))],
    ['a negative status', ticketedBody({ orderNo: 'N1', orderStatus: '-3' })],
  ])('%s', (_, body) => {
    const { order } = readTicketed(body);
    const payload: unknown = JSON.parse(JSON.stringify(order));
    expect(parseTicketedOrder(payload)).toEqual({ kind: 'order', order });
  });
});

test('any body is read or invalid, and what is read as a ticketed order passes', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', ' ', 0, 2, '2', -1, 1e21));
  const loose = (keys: Record<string, fc.Arbitrary<unknown>>) =>
    fc.oneof({ weight: 9, arbitrary: fc.record(keys, { requiredKeys: [] }) }, odd);
  const list = (entry: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 9, arbitrary: fc.array(entry, { maxLength: 3 }) }, odd);
  const text = fc.oneof({ weight: 9, arbitrary: fc.string({ unit: 'binary' }) }, odd);
  const extra = loose({
    productCode: text,
    segmentIndex: odd,
    auxSeatElement: loose({ row: text, column: text }),
    auxBaggageElement: loose({ piece: odd, weight: odd, isAllWeight: odd, size: text }),
  });
  const traveller = loose({
    name: text,
    passengerType: odd,
    ticketNos: list(text),
    airlinePNRs: list(text),
    ancillaries: list(extra),
  });
  const order = { orderNo: text, orderStatus: odd, paxTicketInfos: list(traveller) };
  const data = loose({ ...order, ticketNotification: loose(order) });

  let passed = 0;
  fc.assert(
    fc.property(data, (data) => {
      const reading = readSupplierEvent(ticketedBody(data));
      if (reading.kind === 'invalid') {
        expect(reading.problems).not.toEqual([]);
      } else if (reading.event.kind === 'ticketed') {
        expect(parseTicketedOrder(reading.event.order).kind).toBe('order');
        passed += 1;
      }
    }),
    { numRuns: 1000 },
  );
  expect(passed).toBeGreaterThan(0);
});

const passenger = { name: 'zhang/lisi', ticketNos: ['A1'], airlinePnrs: [], ancillaries: [] };

function withPassenger(fields: Record<string, unknown>): unknown {
  return { orderNo: 'N1', passengers: [{ ...passenger, ...fields }] };
}

test.each<[string, unknown, string[]]>([
  ['null', null, ['']],
  ['a list', [], ['']],
  ['an empty object', {}, ['', '']],
  ["the supplier's body", JSON.parse(sampleText), ['', '', '', '', '', '']],
  ['a blank order number', { orderNo: '', passengers: [] }, ['/orderNo']],
  ['a status in a string', { orderNo: 'N1', orderStatus: '2', passengers: [] }, ['/orderStatus']],
  ['null for the passengers', { orderNo: 'N1', passengers: null }, ['/passengers']],
  [
    'an unknown passenger type',
    withPassenger({ passengerType: 0 }),
    ['/passengers/0/passengerType'],
  ],
  ['an integer ticket number', withPassenger({ ticketNos: [1] }), ['/passengers/0/ticketNos/0']],
  ['a blank ticket number', withPassenger({ ticketNos: [''] }), ['/passengers/0/ticketNos/0']],
  ['a document field', withPassenger({ cardNum: '123458' }), ['/passengers/0']],
  [
    'two problems',
    withPassenger({ name: null, ancillaries: [{}] }),
    ['/passengers/0/name', '/passengers/0/ancillaries/0'],
  ],
])('%s is invalid', (_, payload, pointers) => {
  const parsed = parseTicketedOrder(payload);
  const problems = parsed.kind === 'invalid' ? parsed.problems : [];
  expect(problems.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(JSON.stringify(problems)).not.toMatch(/123458|TESTL|cardNum/);
});
