import type { Confirmation } from '@ticketpost/ledger';
import type { OrderStanding } from '@ticketpost/operations';

/** How a state looks: done, waiting by itself, in work, wanting a person, or of no more concern. */
export type Tone = 'good' | 'wait' | 'busy' | 'alarm' | 'quiet';

interface StateWords {
  text: string;
  tone: Tone;
}

/** Where an order stands, in a word or two. */
export const standingWords: Readonly<Record<OrderStanding['kind'], StateWords>> = {
  sent: { text: 'Sent', tone: 'good' },
  sending: { text: 'Being sent', tone: 'busy' },
  retrying: { text: 'Trying again', tone: 'wait' },
  no_recipient: { text: 'No address', tone: 'wait' },
  unconfirmed: { text: 'Waiting for the supplier', tone: 'wait' },
  grouped: { text: 'Waiting for the trip', tone: 'wait' },
  cancelled: { text: 'Cancelled', tone: 'quiet' },
  dead: { text: 'Not sent', tone: 'alarm' },
  uncertain: { text: 'Uncertain', tone: 'alarm' },
  incomplete: { text: 'Incomplete', tone: 'wait' },
  booked: { text: 'Booked, no ticket yet', tone: 'wait' },
  recorded: { text: 'Nothing to mail', tone: 'quiet' },
  erasing: { text: 'Being erased', tone: 'busy' },
  erased: { text: 'Erased', tone: 'quiet' },
};

/** Where the confirmation of one ticket set stands. */
export const confirmationWords: Readonly<Record<Confirmation['state'], StateWords>> = {
  claimed: { text: 'In work', tone: 'busy' },
  submitting: { text: 'Being handed over', tone: 'busy' },
  sent: { text: 'Sent', tone: 'good' },
  deferred: { text: 'Will be tried again', tone: 'wait' },
  no_recipient: { text: 'Waits for an address', tone: 'wait' },
  unconfirmed: { text: 'Waits for the supplier', tone: 'wait' },
  superseded: { text: 'Replaced by newer tickets', tone: 'quiet' },
  cancelled: { text: 'Cancelled', tone: 'quiet' },
  grouped: { text: 'Waits for the trip', tone: 'wait' },
  dead: { text: 'Not sent', tone: 'alarm' },
  uncertain: { text: 'Uncertain', tone: 'alarm' },
};
