import { expect, test } from '@jest/globals';
import { timelineEvents, type RecordedEntry, type TimelineEvent } from '@ticketpost/ledger';
import { describeEntry } from '../../src/orders/describe-entry.ts';

const at = '2026-11-24T08:01:02.000Z';

function wordsOf(entry: Omit<RecordedEntry, 'at'>): string {
  const { title, notes } = describeEntry({ at, ...entry });
  return [title, ...notes].join(' | ');
}

test.each<[Omit<RecordedEntry, 'at'>, string]>([
  [{ event: 'received', type: 'order.ticketed' }, 'The supplier reported the tickets'],
  [{ event: 'received', type: 'order.changed' }, 'The supplier reported order.changed'],
  [
    { event: 'received', origin: 'booking' },
    'An address came, and the waiting confirmation goes on',
  ],
  [
    { event: 'received', origin: 'expected' },
    'The ticket was expected by now, so the supplier is asked',
  ],
  [
    { event: 'received', origin: 'reconciled' },
    'Found in the supplier’s list of orders, without an event',
  ],
  [{ event: 'received', origin: 'resend' }, 'Taken up to be sent again'],
  [
    { event: 'incomplete', missing: ['passengers', 'ticket_numbers'] },
    'Not complete yet | Missing: the passengers and ticket numbers. | A later event, or the supplier, completes it.',
  ],
  [{ event: 'confirmed' }, 'The supplier confirms it'],
  [
    { event: 'confirmed', difference: ['ticket_numbers'] },
    'The supplier names newer tickets | Other ticket numbers than in the event. Those are mailed instead.',
  ],
  [
    { event: 'not_confirmed', reason: 'not_yet', missing: ['ticket_status'] },
    'The supplier does not confirm it | The supplier says that tickets are still missing. | Missing: tickets that are not issued.',
  ],
  [
    { event: 'no_recipient', steps: ['booking:none', 'lookup:off', 'fallback:none'] },
    'Nobody has told us the traveller’s address | Looked in: the agency’s booking (none), the booking lookup (not set up) and the fallback (none).',
  ],
  [
    { event: 'grouped', refersTo: 'A/1, A/2' },
    'Goes with the other orders of the trip | The others: A/1, A/2.',
  ],
  [
    { event: 'submitting', source: 'lookup', steps: ['booking:none', 'lookup:used'] },
    'Handed to the mail server | The address is the one that the booking lookup gave. | Looked in: the agency’s booking (none) and the booking lookup (found).',
  ],
  [
    { event: 'deferred', reason: 'mailbox_busy' },
    'Did not work; it is tried again | The mail server takes nothing for this mailbox just now; it may be full.',
  ],
  [{ event: 'dead', reason: 'of_tomorrow' }, 'Given up | Reason: of_tomorrow.'],
  [
    { event: 'paused', reason: 'login_refused' },
    'The worker paused: the mail server takes no mail at all | The mail server refuses our login. | No attempt was used up.',
  ],
  [{ event: 'redriven', by: 'olga' }, 'Redriven by olga'],
  [
    { event: 'redriven', by: 'olga', reason: 'cancelled' },
    'Redriven by olga | It had been given up: The supplier says that the order is cancelled.',
  ],
  [{ event: 'resent', by: 'olga' }, 'Asked to send it by olga'],
  [{ event: 'discarded', by: 'olga' }, 'Discarded by olga'],
  [{ event: 'erased', by: 'olga' }, 'Personal data erased by olga'],
  [{ event: 'erased' }, 'Personal data erased'],
])('%j', (entry, words) => {
  expect(wordsOf(entry)).toBe(words);
});

test.each(timelineEvents)('%s has words of its own', (event: TimelineEvent) => {
  expect(describeEntry({ at, event }).title).not.toBe('');
});
