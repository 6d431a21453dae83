import type { Confirmation, RecordedEntry } from '@ticketpost/ledger';
import type { OrderStanding, OrderView } from '@ticketpost/operations';
import { maskMailbox, maskMailboxes } from '@ticketpost/schema';

/**
 * An order as pages and programs may see it: every mailbox is masked, in what the mail server said
 * and what people wrote too, and what an event that nothing is done with carried is left out.
 */
export function maskOrder(view: OrderView): OrderView {
  return {
    ...view,
    standing: maskStanding(view.standing),
    confirmations: view.confirmations.map(maskConfirmation),
    timeline: view.timeline.map(maskEntry),
    deadLetters: view.deadLetters.map((letter) => ({
      ...letter,
      reason: maskMailboxes(letter.reason),
    })),
  };
}

function maskStanding(standing: OrderStanding): OrderStanding {
  if (standing.kind === 'sent') {
    const { recipient, answer } = standing;
    return {
      ...standing,
      ...(recipient === undefined ? {} : { recipient: maskMailbox(recipient) }),
      ...(answer === undefined ? {} : { answer: maskMailboxes(answer) }),
    };
  }
  if (standing.kind === 'retrying' || standing.kind === 'dead') {
    const { answer } = standing;
    return { ...standing, ...(answer === undefined ? {} : { answer: maskMailboxes(answer) }) };
  }
  return standing;
}

function maskConfirmation(confirmation: Confirmation): Confirmation {
  const { recipient, lastAnswer } = confirmation;
  return {
    ...confirmation,
    ...(recipient === undefined ? {} : { recipient: maskMailbox(recipient) }),
    ...(lastAnswer === undefined ? {} : { lastAnswer: maskMailboxes(lastAnswer) }),
  };
}

function maskEntry({ sealed, ...entry }: RecordedEntry): RecordedEntry {
  if (sealed === undefined) return entry;
  const { recipient, answer, why } = sealed;
  return {
    ...entry,
    sealed: {
      ...(recipient === undefined ? {} : { recipient: maskMailbox(recipient) }),
      ...(answer === undefined ? {} : { answer: maskMailboxes(answer) }),
      ...(why === undefined ? {} : { why: maskMailboxes(why) }),
    },
  };
}
