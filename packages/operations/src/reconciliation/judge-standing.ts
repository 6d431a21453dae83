import type { Confirmation, OrderRecord } from '@ticketpost/ledger';

/**
 * What is known of an order that the supplier lists as ticketed.
 *
 * - `owed`: no mail is done or under way.
 * - `before_start`: the same, but it was created before the start mark, so that whatever wrote the
 *   mails then may have written this one.
 * - `in_hand`: a job or a person has it, or it waits for an address or for the rest of its trip.
 * - `sent`: the mail server took its mail, and nothing else is under way.
 * - `erased`: nothing is mailed about it any more.
 */
export type Standing = 'owed' | 'before_start' | 'in_hand' | 'sent' | 'erased';

/**
 * Where an order stands by what the ledger knows of it. A booking or a timeline alone is no mail; nor
 * is a ticket set of which the supplier said that it is cancelled or not the right one, since the list
 * says now that the order is ticketed.
 */
export function judgeStanding(
  record: Pick<OrderRecord, 'confirmations' | 'isErased'> | undefined,
): Exclude<Standing, 'before_start'> {
  if (record?.isErased === true) return 'erased';
  const states = (record?.confirmations ?? []).map(({ state }) => whatItMeans(state));
  if (states.includes('in_hand')) return 'in_hand';
  return states.includes('sent') ? 'sent' : 'owed';
}

function whatItMeans(state: Confirmation['state']): 'in_hand' | 'sent' | 'nothing' {
  switch (state) {
    case 'sent':
      return 'sent';
    case 'superseded':
    case 'cancelled':
      return 'nothing';
    case 'claimed':
    case 'submitting':
    case 'deferred':
    case 'unconfirmed':
    case 'no_recipient':
    case 'grouped':
    case 'uncertain':
    case 'dead':
      return 'in_hand';
  }
}
