import { describe, expect, it } from '@jest/globals';
import { newOrderNo, sampleDelivery } from '@ticketpost/testkit';
import { findStandInOrder, newBookedOrderNo } from '../../src/supplier/stand-in-orders.ts';

const now = new Date('2026-12-15T23:59:59Z');

describe('findStandInOrder', () => {
  it.each([
    ["the sample's order", sampleDelivery().data.orderNo],
    ['an order as which the sample is posted again', newOrderNo({ sandbox: true })],
  ])('says of %s just what its event says', (_name, orderNo) => {
    const { paxTicketInfos } = sampleDelivery().data;
    expect(findStandInOrder(orderNo, now)).toMatchObject({
      ...{ orderNo, orderStatus: '2', ticketStatus: '1', paxTicketInfos },
    });
  });

  it('adds flights of the coming weeks, baggage and a price', () => {
    const order = findStandInOrder(newBookedOrderNo(), now);
    expect(order).toMatchObject({
      totalPrice: expect.any(Number),
      routing: {
        fromSegments: [{ depTime: '202701140640', arrTime: '202701141015' }],
        retSegments: [{ depTime: '202701211105', arrTime: '202701211240' }],
      },
    });
    expect(order?.routing?.rule.baggageElements).not.toEqual([]);
  });

  it.each([
    ['outside the sandbox', 'ABCDE20230922153224323'],
    ['with a prefix elsewhere', 'XTESTAGAIN1'],
    ['of the sandbox that nobody here posts', 'TEST1'],
    ['without a number', ''],
  ])('knows no order %s', (_name, orderNo) => {
    expect(findStandInOrder(orderNo, now)).toBeUndefined();
  });
});
