import { expect, test } from '@jest/globals';
import { formatJobData } from '../../src/board/format-job-data.ts';

test.each([
  [
    'an envelope shows its clear fields',
    { v: 1, deliveryId: 'd', type: 'order.ticketed', orderNo: 'o', payload: 'k1.secret' },
    { v: 1, deliveryId: 'd', type: 'order.ticketed', orderNo: 'o', payload: 'sealed' },
  ],
  [
    'an envelope of our own shows where it came from',
    { type: 'resend.asked', origin: 'resend', payload: 'k1.secret' },
    { type: 'resend.asked', origin: 'resend', payload: 'sealed' },
  ],
  [
    'a quarantined delivery shows why it is there',
    { v: 1, reason: 'malformed_json', problems: [], payload: 'k1.secret' },
    { v: 1, reason: 'malformed_json', problems: [], payload: 'sealed' },
  ],
  ['a field nobody knows is hidden', { note: { name: 'TEST/ONE' } }, { note: 'sealed' }],
  ['text is hidden', 'TEST/ONE', 'sealed'],
  ['a list is hidden', ['TEST/ONE'], 'sealed'],
  ['nothing is hidden too', null, 'sealed'],
])('%s', (_what, data, shown) => {
  expect(formatJobData(data)).toEqual(shown);
});
