import { maskMailbox, maskMailboxes } from '@ticketpost/schema';
import { explainReason } from '../reasons.ts';
import type { OrderStanding } from './order-standing.ts';

/** Longer answers of a mail server are cut: the timeline has them whole. */
const longestAnswer = 160;

/**
 * Where an order stands in a sentence or two, for whoever has the traveller on the phone. Mailboxes are
 * masked, also within the mail server's answer; times are in UTC.
 */
export function describeStanding(standing: OrderStanding): string {
  switch (standing.kind) {
    case 'sent': {
      const { sentAt, recipient, answer } = standing;
      const when = sentAt === undefined ? '' : ` on ${formatTime(sentAt)}`;
      const whom = recipient === undefined ? '' : `, to ${maskMailbox(recipient)}`;
      const how =
        answer === undefined ? '' : `, accepted by the mail server as “${formatAnswer(answer)}”`;
      return `Sent${when}${whom}${how}.`;
    }
    case 'sending':
      return 'Being sent: a worker is at it just now.';
    case 'retrying':
      return `Not sent so far, and tried again by itself. ${explainLast(standing)}`.trim();
    case 'no_recipient':
      return "Waiting: nobody has told us the traveller's address.";
    case 'unconfirmed':
      return `Waiting for the supplier to confirm the tickets. ${explainLast(standing)}`.trim();
    case 'grouped':
      return `Waiting for the other orders of its trip${formatList(standing.others)}, to go out with them.`;
    case 'cancelled':
      return standing.by === undefined
        ? 'Nothing is owed: the supplier says that no ticket is to be expected.'
        : `Not sent, and nothing is owed any more: ${standing.by} decided so.`;
    case 'dead':
      return `Not sent, and not tried again. ${explainLast(standing)}`.trim();
    case 'uncertain':
      return 'Perhaps sent: the mail server took the whole message, and the line broke before it answered. A person has to decide whether another copy goes out.';
    case 'incomplete':
      return `Not sent: the event was incomplete (missing${formatList(standing.missing)}). It goes out when a later event, or the supplier, completes it.`;
    case 'recorded':
      return 'Nothing is owed: what came about this order asks for no mail.';
    case 'booked':
      return 'Nothing to send so far: the agency told us of the booking, and no ticket was reported.';
    case 'erasing':
      return 'Being erased: nothing of the traveller is shown or mailed any more, and a worker removes what is left of it.';
    case 'erased':
      return `Erased${standing.at === undefined ? '' : ` on ${formatTime(standing.at)}`}: what we knew of the traveller is gone, and nothing is mailed any more.`;
  }
}

function explainLast({ reason, answer }: { reason?: string; answer?: string }): string {
  const meaning =
    reason === undefined ? undefined : (explainReason(reason)?.meaning ?? `Reason: ${reason}.`);
  const isReply = answer !== undefined && replyForm.test(answer);
  const said = isReply ? ` It said “${formatAnswer(answer)}”.` : '';
  return meaning === undefined ? '' : `${meaning}${said}`;
}

/** A reply begins with its code (RFC 5321, 4.2); what else stands there is an error of the line. */
const replyForm = /^[2-5]\d\d\b/;

function formatAnswer(answer: string): string {
  const masked = maskMailboxes(answer).replaceAll(/\s+/g, ' ').trim();
  return masked.length <= longestAnswer ? masked : `${masked.slice(0, longestAnswer)}…`;
}

function formatList(items: readonly string[]): string {
  return items.length === 0 ? '' : ` ${items.join(', ')}`;
}

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** `24 Nov 2026, 08:01 UTC`; a text that is no time stays as it is. */
function formatTime(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : `${timeFormat.format(time)} UTC`;
}
