import { describe, expect, test } from '@jest/globals';
import { maskBooking } from '../../src/bookings/mask-booking.ts';

const booking = { email: 'mia@example.com', name: 'Mia Example', locale: 'en-GB' };

describe('a masked booking', () => {
  test.each([
    ['mia.example@example.com', 'm•••@example.com'],
    ['m@example.com', '•••@example.com'],
    ['mi@mail.example.com', 'm•••@mail.example.com'],
    ['miá@exämple.test', 'm•••@exämple.test'],
    ['😀x@example.com', '😀•••@example.com'],
    ['"a@b"@example.com', '"•••@example.com'],
  ])('shows the mailbox %s as %s, also as a copy', (email, masked) => {
    const shown = maskBooking({ ...booking, email, cc: [email, email] });
    expect(shown).toMatchObject({ email: masked, cc: [masked, masked] });
  });

  test.each([
    ['Mia Example', 'M. E.'],
    ['Mia', 'M.'],
    ['Zoë van der Example-Test', 'Z. v. d. E.'],
    ['Éva\tExample', 'É. E.'],
    ['\u{20000}一 例', '\u{20000}. 例.'],
    ['', ''],
  ])('shows the name %s as %s', (name, masked) => {
    expect(maskBooking({ ...booking, name }).name).toBe(masked);
  });

  test('shows all else as it is, and adds nothing', () => {
    const rest = {
      locale: 'de',
      agencyReference: 'AG-1',
      expectTicketBy: '2026-11-24T18:00:00.000Z',
      trip: ['ABCDE1', 'ABCDE2'],
      itinerary: { segments: [{ departure: { airport: 'CAN' }, arrival: { airport: 'HND' } }] },
    };
    const shown = maskBooking({ ...booking, ...rest });
    expect(shown).toEqual({ email: 'm•••@example.com', name: 'M. E.', ...rest });
  });
});
