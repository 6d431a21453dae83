import type { Confirmation, OrderRecord, RecordedEntry } from '@ticketpost/ledger';
import type { OrderStanding } from './order-standing.ts';

/**
 * Where an order stands by its record. Of several ticket sets the newest that owes a mail, or owed one,
 * decides; a resend counts only once it is a sent mail, since what was sent before stays sent.
 */
export function judgeOrder(record: OrderRecord): OrderStanding {
  const { confirmations, timeline } = record;
  if (record.isErased === true) {
    const kind = record.isErasing === true ? 'erasing' : 'erased';
    return { kind, ...timed('at', timeline, 'erased') };
  }
  const own = confirmations.filter(({ resendOf }) => resendOf === undefined);
  const deciding = own.findLast(({ state }) => state !== 'superseded') ?? own.at(-1);
  if (deciding === undefined) return judgeTimeline(record);
  if (deciding.state !== 'sent') return judgeConfirmation(deciding, timeline);
  const resent = confirmations.findLast(
    ({ resendOf, state }) => resendOf === deciding.ticketSetId && state === 'sent',
  );
  return judgeConfirmation(resent ?? deciding, timeline);
}

function judgeConfirmation(
  { state, ticketSetId, sentAt, recipient, lastAnswer }: Confirmation,
  timeline: readonly RecordedEntry[],
): OrderStanding {
  const about = timeline.filter((entry) => entry.ticketSetId === ticketSetId);
  switch (state) {
    case 'sent':
      return {
        kind: 'sent',
        ...(sentAt === undefined ? timed('sentAt', about, 'sent') : { sentAt }),
        ...(recipient === undefined ? {} : { recipient }),
        ...(lastAnswer === undefined ? {} : { answer: lastAnswer }),
      };
    case 'claimed':
    case 'submitting':
      return { kind: 'sending' };
    case 'deferred':
      return { kind: 'retrying', ...failureOf(about, ['deferred', 'paused', 'not_confirmed']) };
    case 'no_recipient':
      return { kind: 'no_recipient', ...timed('since', about, 'no_recipient') };
    case 'unconfirmed': {
      const { reason } = failureOf(about, ['not_confirmed']);
      return { kind: 'unconfirmed', ...(reason === undefined ? {} : { reason }) };
    }
    case 'grouped': {
      const { refersTo } = about.findLast(({ event }) => event === 'grouped') ?? {};
      return { kind: 'grouped', others: refersTo?.split(', ') ?? [] };
    }
    case 'superseded':
      return { kind: 'cancelled' };
    case 'cancelled': {
      const by = about.findLast(({ event }) => event === 'discarded' || event === 'expired')?.by;
      return { kind: 'cancelled', ...(by === undefined ? {} : { by }) };
    }
    case 'dead':
      return { kind: 'dead', ...failureOf(about, ['dead']) };
    case 'uncertain': {
      const { at } = failureOf(about, ['dead', 'uncertain']);
      return { kind: 'uncertain', ...(at === undefined ? {} : { at }) };
    }
  }
}

/** Without a confirmation the timeline tells how far it came. */
function judgeTimeline({ timeline, booking }: OrderRecord): OrderStanding {
  const last = timeline.findLast(({ event }) => event === 'incomplete' || event === 'dead');
  if (last?.event === 'incomplete') return { kind: 'incomplete', missing: last.missing ?? [] };
  if (last?.event === 'dead') return { kind: 'dead', ...failureOf(timeline, ['dead']) };
  const isOnlyBooked =
    booking !== undefined &&
    timeline.every(({ event }) => event === 'booked' || event === 'erased');
  return { kind: isOnlyBooked ? 'booked' : 'recorded' };
}

function failureOf(
  timeline: readonly RecordedEntry[],
  events: readonly string[],
): { reason?: string; answer?: string; at?: string } {
  const entry = timeline.findLast(({ event }) => events.includes(event));
  if (entry === undefined) return {};
  const { reason, sealed, at } = entry;
  return {
    at,
    ...(reason === undefined ? {} : { reason }),
    ...(sealed?.answer === undefined ? {} : { answer: sealed.answer }),
  };
}

function timed<Name extends string>(
  name: Name,
  timeline: readonly RecordedEntry[],
  event: RecordedEntry['event'],
): Partial<Record<Name, string>> {
  const at = timeline.findLast((entry) => entry.event === event)?.at;
  return at === undefined ? {} : ({ [name]: at } as Record<Name, string>);
}
