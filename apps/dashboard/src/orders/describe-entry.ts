import type { RecordedEntry } from '@ticketpost/ledger';
import { explainReason } from '@ticketpost/operations';
import { describeMissing, describeStep, listWords, sourceWords } from './entry-words.ts';
import type { Tone } from './state-words.ts';

/** A line of the timeline in plain words. */
export interface EntryWords {
  title: string;
  tone: Tone;
  /** What else there is to say, a sentence each. */
  notes: readonly string[];
}

/** Says what happened. Of masked entries. */
export function describeEntry(entry: RecordedEntry): EntryWords {
  switch (entry.event) {
    case 'received':
      return { title: describeOrigin(entry), tone: 'quiet', notes: [] };
    case 'duplicate':
      return {
        title: 'The same came again',
        tone: 'quiet',
        notes: ['Nothing was left to do for it: a ticket set is mailed once.'],
      };
    case 'incomplete':
      return {
        title: 'Not complete yet',
        tone: 'wait',
        notes: [
          `Missing: ${describeMissing(entry.missing)}.`,
          'A later event, or the supplier, completes it.',
        ],
      };
    case 'confirmed':
      return entry.difference === undefined || entry.difference.length === 0
        ? { title: 'The supplier confirms it', tone: 'good', notes: [] }
        : {
            title: 'The supplier names newer tickets',
            tone: 'quiet',
            notes: [
              `Other ${listWords(entry.difference.map((part) => part.replaceAll('_', ' ')))} than in the event. Those are mailed instead.`,
            ],
          };
    case 'not_confirmed':
      return {
        title: 'The supplier does not confirm it',
        tone: 'wait',
        notes: [
          ...reasonNotes(entry),
          ...(entry.missing === undefined ? [] : [`Missing: ${describeMissing(entry.missing)}.`]),
        ],
      };
    case 'no_recipient':
      return {
        title: 'Nobody has told us the traveller’s address',
        tone: 'wait',
        notes: stepNotes(entry),
      };
    case 'grouped':
      return {
        title: 'Goes with the other orders of the trip',
        tone: 'wait',
        notes: entry.refersTo === undefined ? [] : [`The others: ${entry.refersTo}.`],
      };
    case 'submitting':
      return {
        title: 'Handed to the mail server',
        tone: 'busy',
        notes: [
          ...(entry.source === undefined ? [] : [`The address is ${sourceWords(entry.source)}.`]),
          // One place alone is the one that was just named.
          ...((entry.steps?.length ?? 0) > 1 ? stepNotes(entry) : []),
        ],
      };
    case 'uncertain':
      return {
        title: 'Nobody knows whether a copy went out',
        tone: 'alarm',
        notes: ['The line broke after the whole message was handed over, before the answer came.'],
      };
    case 'sent':
      return { title: 'Sent', tone: 'good', notes: [] };
    case 'deferred':
      return {
        title: 'Did not work; it is tried again',
        tone: 'wait',
        notes: reasonNotes(entry),
      };
    case 'paused':
      return {
        title: 'The worker paused: the mail server takes no mail at all',
        tone: 'alarm',
        notes: [...reasonNotes(entry), 'No attempt was used up.'],
      };
    case 'dead':
      return { title: 'Given up', tone: 'alarm', notes: reasonNotes(entry) };
    case 'redriven':
      return { title: `Redriven${byWhom(entry)}`, tone: 'busy', notes: formerReason(entry) };
    case 'resent':
      return { title: `Asked to send it${byWhom(entry)}`, tone: 'busy', notes: [] };
    case 'discarded':
      return { title: `Discarded${byWhom(entry)}`, tone: 'quiet', notes: formerReason(entry) };
    case 'expired':
      return {
        title: 'Ended, since nobody decided on it in time',
        tone: 'quiet',
        notes: formerReason(entry),
      };
    case 'booked':
      return { title: 'The agency sent the booking', tone: 'quiet', notes: [] };
    case 'erased':
      return { title: `Personal data erased${byWhom(entry)}`, tone: 'quiet', notes: [] };
    case 'unreadable':
      return { title: 'An entry that cannot be read', tone: 'alarm', notes: [] };
  }
}

function describeOrigin({ origin, type }: RecordedEntry): string {
  switch (origin) {
    case undefined:
      return type === undefined || type === 'order.ticketed'
        ? 'The supplier reported the tickets'
        : `The supplier reported ${type}`;
    case 'booking':
      return 'An address came, and the waiting confirmation goes on';
    case 'expected':
      return 'The ticket was expected by now, so the supplier is asked';
    case 'reconciled':
      return 'Found in the supplier’s list of orders, without an event';
    case 'resend':
      return 'Taken up to be sent again';
    default:
      return `Received from ${origin}`;
  }
}

function byWhom({ by }: RecordedEntry): string {
  return by === undefined ? '' : ` by ${by}`;
}

function reasonNotes({ reason }: RecordedEntry): string[] {
  if (reason === undefined) return [];
  return [explainReason(reason)?.meaning ?? `Reason: ${reason}.`];
}

/** Why it had been given up, so that nobody takes it for news. */
function formerReason(entry: RecordedEntry): string[] {
  return reasonNotes(entry).map((note) => `It had been given up: ${note}`);
}

function stepNotes({ steps = [] }: RecordedEntry): string[] {
  return steps.length === 0 ? [] : [`Looked in: ${listWords(steps.map(describeStep))}.`];
}
