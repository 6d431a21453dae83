import type { EmailRenderer } from '@ticketpost/email';
import { claimLeaseMs, type Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { computeTicketSetId, findShortfalls, type TicketedOrder } from '@ticketpost/schema';
import { endJob, postponeJob, type AttemptOutcome } from './attempt-outcome.ts';
import { createGiveUp } from './give-up.ts';
import { holdClaim, type HeldClaim } from './hold-claim.ts';
import type { Mailer } from './mail/create-mailer.ts';
import { formatMessageId } from './mail/message-id.ts';
import { putBackMs, type Pause, type Visit } from './pause/create-pause.ts';
import { recordPatiently } from './record-patiently.ts';
import type { RecipientResolution } from './resolve-recipient.ts';
import { startStopwatch } from './stopwatch.ts';

/** For so long Redis may refuse to write down that a mail went out; then it is uncertain. */
const recordPatienceMs = 60_000;

export interface ConfirmOrderOptions {
  ledger: Pick<Ledger, 'claim' | 'renew' | 'markSubmitting' | 'recordSent' | 'giveUp' | 'record'>;
  resolveRecipient: (orderNo: string) => RecipientResolution;
  render: EmailRenderer['render'];
  submit: Mailer['submit'];
  pause: Pick<Pause, 'enter'>;
  /** A confirmation of which a copy may be out waits for a person instead of being sent again. */
  holdsUncertain: boolean;
  /** Of the sender. */
  messageIdDomain: string;
  logger: Logger;
}

/**
 * Makes the handler of `order.ticketed`: claim, find the recipient, render, submit, record. A mail
 * is only handed over while the ledger says `submitting` for this very attempt.
 */
export function createConfirmOrder(options: ConfirmOrderOptions) {
  const { ledger, resolveRecipient, render, submit, pause, holdsUncertain } = options;
  const { messageIdDomain, logger } = options;
  const giveUp = createGiveUp(options);

  return async function confirmOrder(
    { deliveryId, receivedAt, type }: Envelope,
    order: TicketedOrder,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { orderNo } = order;
    const received = { event: 'received', deliveryId, type, at: receivedAt } as const;

    const missing = findShortfalls(order);
    if (missing.length > 0) {
      await ledger.record(orderNo, received);
      await ledger.record(orderNo, { event: 'incomplete', deliveryId, missing });
      return endJob('incomplete', { missing });
    }

    // A worker that is told to pause may have asked for one more job before.
    const visit = pause.enter(orderNo);
    if (visit === undefined) return postponeJob('paused', putBackMs);

    attempt.report('claiming');
    const ticketSetId = computeTicketSetId(order);
    const sinceClaimed = startStopwatch();
    const claimed = await ledger.claim({ orderNo, ticketSetId, deliveryId, entry: received });
    switch (claimed.kind) {
      case 'duplicate':
        return endJob('duplicate', { because: claimed.because });
      case 'waiting':
        return postponeJob('waiting', claimed.waitMs);
      case 'claimed': {
        const { claim, isUncertain } = claimed;
        if (isUncertain && holdsUncertain) return await giveUp.asUndecided(claim, attempt);
        return await holdClaim({
          renew: (held) => ledger.renew(held),
          claim,
          sinceClaimed,
          work: (held) => confirm(held, order, { attempt, visit }),
        });
      }
    }
  };

  async function confirm(
    held: HeldClaim,
    order: TicketedOrder,
    { attempt, visit }: { attempt: Attempt; visit: Visit },
  ): Promise<AttemptOutcome> {
    const { claim } = held;
    const { jobId: deliveryId, attempt: number } = attempt;
    let isUncertain = false;
    try {
      attempt.report('resolving the recipient');
      const resolution = resolveRecipient(order.orderNo);
      if (resolution.kind === 'nobody') return await giveUp.withoutRecipient(claim, attempt);
      const { mailbox: recipient, source } = resolution;

      attempt.report('rendering');
      const messageId = formatMessageId(claim.ticketSetId, messageIdDomain);
      const mail = { ...render({ order }), recipient, messageId };

      attempt.report('submitting');
      const started = await held.advance(() =>
        ledger.markSubmitting(claim, {
          event: 'submitting',
          deliveryId,
          attempt: number,
          source,
          messageId,
          sealed: { recipient },
        }),
      );
      if (started === 'lost') return postponeJob('lost_claim', claimLeaseMs);
      const submitted = await submit(mail, held);
      isUncertain = submitted.kind === 'accepted' || submitted.kind === 'unknown';
      const verdict = visit.report(submitted);
      if (submitted.kind !== 'accepted') {
        return await giveUp.afterSubmit(claim, submitted, { attempt, verdict });
      }

      attempt.report('recording');
      const { answer, refusedCopies } = submitted;
      const sentAt = new Date().toISOString();
      await recordPatiently(
        () =>
          ledger.recordSent(
            claim,
            { sentAt, messageId, recipient, lastAnswer: answer },
            {
              event: 'sent',
              at: sentAt,
              deliveryId,
              attempt: number,
              messageId,
              sealed: { recipient, answer },
            },
          ),
        { logger, patienceMs: recordPatienceMs },
      );
      return endJob('sent', { messageId, ...(refusedCopies > 0 ? { refusedCopies } : {}) });
    } catch (error) {
      return await giveUp.afterError(claim, error, { attempt, isUncertain });
    }
  }
}
