import { expect, test } from '@jest/globals';
import { maskAnswer } from '../src/mask-answer.ts';

const personal = ['mia.marker', 'MARKER/MIA ANN', 'Ünal', '781-1234567890', 'QX7PNR', 'Jo'];

test.each([
  ['550 5.1.1 <mia.marker@example.com> unknown', '550 5.1.1 <m•••@example.com> unknown'],
  ['550 no such user mia.marker', '550 no such user •••'],
  ['550 no such user: MIA.MARKER here', '550 no such user: ••• here'],
  ['550 user "Mia Marker" left', '550 user "••• •••" left'],
  ['550 Ünal is gone, and ünal too', '550 ••• is gone, and ••• too'],
  ['554 spam: ticket 781-1234567890 of QX7PNR', '554 spam: ticket ••• of •••'],
  ['554 a marker within Remarkers stays', '554 a ••• within Remarkers stays'],
  ['554 Jo is too short to be hidden', '554 Jo is too short to be hidden'],
  ['250  two\r\n lines', '250 two lines'],
])('%j is told as %j', (answer, told) => {
  expect(maskAnswer(answer, personal)).toBe(told);
});

test('is cut', () => {
  expect(maskAnswer('5'.repeat(10_000), [])).toHaveLength(301);
});
