import { describe, expect, test } from '@jest/globals';
import { buildDelivery, documentMarkers, newOrderNo, sampleDelivery } from '../../src/index.ts';

describe('the sample delivery', () => {
  test('is the order of the document with its three passengers', () => {
    const { data, status, type } = sampleDelivery();
    expect({ orderNo: data.orderNo, orderStatus: data.orderStatus, status, type }).toEqual({
      orderNo: 'TESTL20230922153224323',
      orderStatus: 2,
      status: -1,
      type: 'order.ticketed',
    });
    expect(data.paxTicketInfos.map(({ name, cardNum }) => [name, cardNum])).toEqual([
      ['zhang/lisi', '123458'],
      ['li/si', '123457'],
      ['zhang/san', '123456'],
    ]);
  });

  test('is a new copy each time', () => {
    sampleDelivery().data.paxTicketInfos.pop();
    expect(sampleDelivery().data.paxTicketInfos).toHaveLength(3);
  });
});

describe('a built delivery', () => {
  test('carries every marker in each passenger, and numbers the passports', () => {
    const { data } = buildDelivery({ passengers: [{}, { name: 'TEST/TWO' }] });
    for (const passenger of data.paxTicketInfos) {
      const text = JSON.stringify(passenger);
      expect(documentMarkers.filter((marker) => !text.includes(marker))).toEqual([]);
    }
    expect(data.paxTicketInfos.map(({ cardNum }) => cardNum)).toEqual([
      'PASSPORT-MARKER-1',
      'PASSPORT-MARKER-2',
    ]);
    expect(data.paxTicketInfos.map(({ name }) => name)).toEqual(['SAMPLE/PASSENGER A', 'TEST/TWO']);
  });

  test('keeps its markers out of every other field', () => {
    const { data, ...rest } = buildDelivery();
    const clear = data.paxTicketInfos.map(({ name, ticketNos, airlinePNRs }) => [
      name,
      ticketNos,
      airlinePNRs,
    ]);
    const text = JSON.stringify([clear, data.orderNo, rest]);
    expect(documentMarkers.filter((marker) => text.includes(marker))).toEqual([]);
  });

  test('takes what it is told instead', () => {
    const body = buildDelivery({
      orderNo: 'ABCDE1',
      orderStatus: '1',
      type: 'order.void',
      extra: { cid: 'OTHER', notificationId: 'n1' },
    });
    expect(body).toMatchObject({
      cid: 'OTHER',
      notificationId: 'n1',
      type: 'order.void',
      data: { orderNo: 'ABCDE1', orderStatus: '1' },
    });
  });
});

describe('a new order number', () => {
  const numbers = Array.from({ length: 1000 }, () => newOrderNo());

  test('is five letters and 17 digits, and never of the sandbox', () => {
    expect(numbers.filter((orderNo) => !/^(?!TEST)[A-Z]{5}\d{17}$/.test(orderNo))).toEqual([]);
  });

  test('comes once', () => {
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('is of the sandbox on request', () => {
    expect(newOrderNo({ sandbox: true })).toMatch(/^TEST[A-Z]\d{17}$/);
  });
});
