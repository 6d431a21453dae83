import { describe, expect, test } from '@jest/globals';
import { buildOrder, familyOrder } from '../build-order.ts';
import { buildTripView, buildView, writeSubject, type View } from '../build-view.ts';

const order = '(order TESTL20230922153224323)';
const previous = buildOrder({ name: 'WANG/WU' });

describe('the subject', () => {
  test.each<[string, View, string]>([
    ['says what happened', buildView(familyOrder), `Tickets issued: S30814 ${order}`],
    [
      'has all of few references',
      buildView(buildOrder({ airlinePnrs: ['AA1', 'BB2', 'CC3'] })),
      `Tickets issued: AA1, BB2, CC3 ${order}`,
    ],
    [
      'counts many references',
      buildView(buildOrder({ airlinePnrs: ['AA1', 'BB2', 'CC3', 'DD4'] })),
      `Tickets issued: AA1, BB2 + 2 ${order}`,
    ],
    [
      'does without references',
      buildView(buildOrder({ airlinePnrs: [] })),
      `Tickets issued ${order}`,
    ],
    [
      'says that tickets have changed',
      buildView({ order: familyOrder, previous }),
      `Your tickets have changed: S30814 ${order}`,
    ],
    [
      'says that they are sent again',
      buildView(familyOrder, { isResend: true }),
      `Your tickets, sent again: S30814 ${order}`,
    ],
    [
      'names the orders of a trip',
      buildTripView([
        { order: familyOrder },
        { order: { ...buildOrder({ airlinePnrs: ['K7QX2P'] }), orderNo: 'SECOND' } },
      ]),
      'Tickets issued: S30814, K7QX2P (orders TESTL20230922153224323, SECOND)',
    ],
  ])('%s', (_, view, expected) => {
    expect(writeSubject(view)).toBe(expected);
  });

  test('is bounded whatever the numbers are', () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `${index}${'N'.repeat(500)}`);
    const view = buildTripView([
      { order: { ...buildOrder({ airlinePnrs: numbers }), orderNo: 'O'.repeat(500) } },
      { order: { ...buildOrder({ airlinePnrs: numbers }), orderNo: 'P'.repeat(500) } },
    ]);
    expect(writeSubject(view).length).toBeLessThan(300);
  });
});
