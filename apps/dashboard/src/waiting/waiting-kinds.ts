import type { OwedKind } from '@ticketpost/ledger';

/** The lists of confirmations that are owed, in plain words. */
export const waitingKinds = {
  owed: {
    title: 'Confirmations owed',
    text: 'Everything that is neither sent nor found not to be owed. Most of it goes out by itself.',
  },
  no_recipient: {
    title: 'Without a recipient',
    text: "Nobody has told us the traveller's address. Hand the booking in (PUT /bookings/<orderNo>), and the mail goes out by itself.",
  },
  uncertain: {
    title: 'Uncertain',
    text: 'The mail server may have taken the mail, and did not say so. Ask the traveller whether it came, or resend.',
  },
  dead: {
    title: 'Given up',
    text: 'Not tried again by themselves. Look at the order, mend the cause, redrive.',
  },
} as const satisfies Record<OwedKind, { title: string; text: string }>;
