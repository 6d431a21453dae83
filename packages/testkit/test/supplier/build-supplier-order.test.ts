import { describe, expect, test } from '@jest/globals';
import {
  buildDelivery,
  buildSupplierOrder,
  documentMarkers,
  sampleDelivery,
  supplierMarkers,
  type SupplierOrderState,
} from '../../src/index.ts';

describe('a built order', () => {
  test('says the same of its passengers as the delivery', () => {
    const passengers = [{}, { name: 'sample/child', passengerType: 1, ticketNos: ['999-1'] }];
    const { data } = buildDelivery({ orderNo: 'ABCDE1', passengers });
    const order = buildSupplierOrder({ orderNo: 'ABCDE1', passengers });
    expect(order.orderNo).toBe(data.orderNo);
    expect(order.paxTicketInfos).toMatchObject(data.paxTicketInfos);
    expect(order.paxTicketInfos).toHaveLength(data.paxTicketInfos.length);
  });

  test('takes the passengers of the sample delivery', () => {
    const { orderNo, paxTicketInfos } = sampleDelivery().data;
    const order = buildSupplierOrder({ orderNo, passengers: paxTicketInfos });
    expect(order.paxTicketInfos).toMatchObject(paxTicketInfos);
  });

  test('has a number of its own where none is given', () => {
    expect(buildSupplierOrder().orderNo).not.toBe(buildSupplierOrder().orderNo);
  });

  test.each<[SupplierOrderState, object, boolean]>([
    ['unpaid', { orderStatus: '0', ticketStatus: '0', errorCode: null }, false],
    ['paid', { orderStatus: '1', ticketStatus: '0', errorCode: null }, false],
    ['ticketed', { orderStatus: '2', ticketStatus: '1', errorCode: null }, true],
    ['cancelled', { orderStatus: '-3', ticketStatus: '0', errorCode: '604' }, false],
  ])('that is %s', (state, expected, hasTickets) => {
    const order = buildSupplierOrder({ state, passengers: [{ ticketNos: ['999-1'] }, {}] });
    expect(order).toMatchObject(expected);
    expect(order.orderList).toMatchObject([{ orderNo: order.orderNo }]);
    for (const { ticketNos, airlinePNRs } of order.paxTicketInfos) {
      expect([ticketNos.length > 0, airlinePNRs.length > 0]).toEqual([hasTickets, hasTickets]);
    }
  });

  test('may tell its statuses in its list only', () => {
    expect(buildSupplierOrder({ hasNullStatuses: true })).toMatchObject({
      orderStatus: null,
      ticketStatus: null,
      orderList: [{ orderStatus: '2', ticketStatus: '1' }],
    });
  });

  test('numbers its flights, and the bags by them', () => {
    const { routing } = buildSupplierOrder({
      segments: [{}, {}],
      returnSegments: [{ flightNumber: 'XX1' }],
    });
    expect(routing?.fromSegments.map(({ segmentIndex }) => segmentIndex)).toEqual([1, 2]);
    expect(routing?.retSegments).toMatchObject([{ segmentIndex: 3, flightNumber: 'XX1' }]);
    const numbers = routing?.rule.baggageElements.map(({ segmentNo }) => segmentNo);
    expect([...new Set(numbers)]).toEqual([1, 2, 3]);
  });

  test('writes local times without an offset', () => {
    const { routing } = buildSupplierOrder({ segments: [{}, {}], returnSegments: [{}] });
    const flights = [...(routing?.fromSegments ?? []), ...(routing?.retSegments ?? [])];
    for (const { depTime, arrTime } of flights) {
      expect([depTime, arrTime]).toEqual([
        expect.stringMatching(/^\d{12}$/),
        expect.stringMatching(/^\d{12}$/),
      ]);
    }
  });

  test('has every marker to search for', () => {
    const text = JSON.stringify(buildSupplierOrder());
    const markers = [...documentMarkers, ...supplierMarkers];
    expect(markers.filter((marker) => !text.includes(marker))).toEqual([]);
  });

  test('takes what it is told instead', () => {
    const order = buildSupplierOrder({
      contactEmail: null,
      baggage: [{ segmentNo: 1, passengerType: 0, baggagePiece: 0, baggageWeight: -1 }],
      extra: { totalPrice: '12.50', routing: null },
    });
    expect(order).toMatchObject({ contact: { email: null }, totalPrice: '12.50', routing: null });
  });
});
