import { expect, test } from '@jest/globals';
import type { Confirmation, OrderRecord } from '@ticketpost/ledger';
import { createAnswerMask } from '@ticketpost/operations';

const orderOf = (name: string, airlinePnr: string, ticketNo: string) => ({
  orderNo: 'A',
  orderStatus: 2,
  passengers: [
    {
      name,
      passengerType: 'adult',
      ticketNos: [ticketNo],
      airlinePnrs: [airlinePnr],
      ancillaries: [],
    },
  ],
});
const confirmation = (more: Partial<Confirmation>): Confirmation => ({
  ticketSetId: 'f'.repeat(64),
  state: 'sent',
  attempts: 1,
  ...more,
});
const record: Pick<OrderRecord, 'confirmations' | 'timeline'> = {
  confirmations: [
    confirmation({ recipient: 'desk@example.com' }),
    confirmation({ held: orderOf('Ünal', 'HELD12', '781-1234567890') }),
    confirmation({
      mailed: {
        order: orderOf('MARKER/MIA ANN', 'QX7PNR', '781-1234567891'),
        previous: orderOf('FORMER/JO', 'OLDPNR', '781-1234567892'),
        travellerName: 'Olga Sample',
        agencyReference: 'AG-1',
      },
    }),
  ],
  timeline: [
    {
      event: 'submitting',
      at: '2026-11-24T08:01:00.000Z',
      sealed: { recipient: 'mia.example@example.com' },
    },
  ],
};
const mask = createAnswerMask({
  record,
  booking: {
    kind: 'booking',
    version: '1',
    storedAt: '2026-11-24T08:01:00.000Z',
    body: { email: 'booked@example.com', cc: ['copied@example.com'], name: 'Vera Booker' },
  },
  payloads: [orderOf('QUEUED/ANN', 'QUEUE1', '781-1234567893')],
});

test.each([
  ['550 5.1.1 <mia.example@example.com> unknown', '550 5.1.1 <m•••@example.com> unknown'],
  ['550 <mia@marker.test> and jo=40marker.test', '550 <m•••@marker.test> and •••=40marker.test'],
  ['550 5.1.1 mia.example unknown user', '550 5.1.1 ••• unknown user'],
  ['550 no such user: MIA.EXAMPLE here', '550 no such user: ••• here'],
  [
    '550 see https://mail.test/?to=desk%40example.com',
    '550 see https://mail.test/?to=•••%40example.com',
  ],
  ['550 desk%40intranet', '550 •••%40intranet'],
  ['550 for mia.example=40example.com', '550 for •••=40example.com'],
  ['550 user "Mia Marker" left', '550 user "••• •••" left'],
  ['550 Ünal is gone, and ünal too', '550 ••• is gone, and ••• too'],
  ['554 ticket 781-1234567890 of HELD12', '554 ticket ••• of •••'],
  ['554 ticket 781-1234567891 of QX7PNR', '554 ticket ••• of •••'],
  ['554 ticket 781-1234567892 of OLDPNR', '554 ticket ••• of •••'],
  ['554 ticket 781-1234567893 of QUEUE1', '554 ticket ••• of •••'],
  ['554 Olga Sample, AG-1', '554 ••• •••, •••'],
  ['550 booked and copied, Vera Booker', '550 ••• and •••, ••• •••'],
  ['554 a marker within Remarkers stays', '554 a ••• within Remarkers stays'],
  ['554 Jo is too short to be hidden', '554 Jo is too short to be hidden'],
])('%j is told as %j', (answer, told) => {
  expect(mask(answer)).toBe(told);
});

test('of an order of which nothing is known hides mailboxes', () => {
  const bare = createAnswerMask({ record: { confirmations: [], timeline: [] } });
  expect(bare('550 mia@example.com unknown')).toBe('550 m•••@example.com unknown');
});
