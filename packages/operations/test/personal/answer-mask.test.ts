import { expect, test } from '@jest/globals';
import fc from 'fast-check';
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
    body: {
      email: 'booked@example.com',
      cc: ['copied@example.com', 'o~~>?~@example.com'],
      name: 'Vera Booker',
      agencyReference: 'TRIP 4711',
    },
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
  ['554 ticket 7811234567890 twice', '554 ticket ••• twice'],
  ['554 ticket 781 1234 567 890 twice', '554 ticket ••• ••• ••• ••• twice'],
  ['554 ticket 781.1234567890/1', '554 ticket •••/1'],
  ['554 ET7811234567891 and 781-1234567899', '554 ET••• and 781-1234567899'],
  ['554 record QX7 PNR, qx7-pnr', '554 record ••• •••, •••'],
  ['554 MARKERMIA or MiaAnnMarker or Ann_Marker', '554 ••• or ••• or •••'],
  ['554 MRMARKERMIA', '554 MR•••'],
  ['554 SampleOlga or OLGA.SAMPLE or Olga, Sample', '554 ••• or ••• or ••• •••'],
  ['554 former/jo and jo former', '554 ••• and ••• •••'],
  ['554 Unal, UNAL, U\u0308nal', '554 •••, •••, •••'],
  ['554 Marker\r\n554 Mia', '554 •••\r\n554 •••'],
  ['554 Marker\\nMia\\r\\nOlga', '554 •••\\r\\n•••'],
  ['554 to=20Olga=20Sample=0D=0AVera', '554 to=20•••=0D=0A•••'],
  ['554 Book=\r\ner is cut', '554 •••\r\n••• is cut'],
  ['554 q=%56era%20Booker', '554 q=•••'],
  ['554 name=Ünal q=%C3%9Cnal', '554 name=••• q=•••'],
  ['554 mia.example=40intranet', '554 •••=40intranet'],
  ['554 TRIP 4711 or TRIP4711 or trip-4711', '554 ••• ••• or ••• or •••'],
  ['554 bWlhLmV4YW1wbGVAZXhhbXBsZS5jb20= unknown', '554 •••= unknown'],
  ['554 id:Ym9va2VkQGV4YW1wbGUuY29t', '554 id:•••'],
  ['554 b35+Pj9+QGV4YW1wbGUuY29t, or b35-Pj9-QGV4YW1wbGUuY29t', '554 •••, or •••'],
  ['554 bWlhLmV4YW1w\r\nbGVAZXhhbXBsZS5jb20', '554 •••\r\n•••'],
  ['554 x-Y29waWVkQGV4YW1wbGUuY29tCg==', '554 x-•••Cg=='],
  ['550 mailbox full, try again in 4711 seconds', '550 mailbox full, try again in ••• seconds'],
])('%j is told as %j', (answer, told) => {
  expect(mask(answer)).toBe(told);
});

test.each([
  ['7', 200_000],
  ['MIA', 100_000],
  ['MARKER MIA ANN ', 20_000],
  ['=41', 100_000],
  ['=\r\n', 100_000],
  ['bWlhLmV4', 30_000],
  ['\u0308', 200_000],
  ['•••@', 50_000],
])('%j over and over takes no longer than another text', (part, times) => {
  expect(mask(part.repeat(times)).length).toBeLessThanOrEqual(part.length * times * 2);
});

test('however it is spelt, a ticket number and a name are hidden, and the rest stays', () => {
  const separators = fc.string({
    unit: fc.constantFrom(' ', '-', '/', '.', '_', ':', '\t', '\r\n', ','),
    maxLength: 3,
  });
  const separated = (text: string) =>
    fc
      .array(separators, { minLength: text.length - 1, maxLength: text.length - 1 })
      .map((gaps) => [...gaps, ''].map((gap, index) => `${text.charAt(index)}${gap}`).join(''));
  const secret = fc.constantFrom('7811234567890', 'MARKERMIA', 'miamarker', 'OlgaSample', 'QX7PNR');
  fc.assert(
    fc.property(secret.chain(separated), (written) => {
      const told = mask(`554 <${written}> is not known`);
      expect(told).toMatch(/^554 <[^\p{L}\p{N}]*> is not known$/u);
    }),
  );
});

test('of an order of which nothing is known hides mailboxes', () => {
  const bare = createAnswerMask({ record: { confirmations: [], timeline: [] } });
  expect(bare('550 mia@example.com unknown')).toBe('550 m•••@example.com unknown');
});
