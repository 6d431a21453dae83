import type { EmailRenderer } from '@ticketpost/email';
import { claimLeaseMs, type Claim, type Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { computeTicketSetId, findShortfalls, type TicketedOrder } from '@ticketpost/schema';
import { endJob, killJob, postponeJob, retryJob, type AttemptOutcome } from './attempt-outcome.ts';
import { describeFailure, failureCode } from './describe-failure.ts';
import { holdClaim } from './hold-claim.ts';
import type { Mailer } from './mail/create-mailer.ts';
import { formatMessageId } from './mail/message-id.ts';
import type { SubmitOutcome } from './mail/submit-outcome.ts';
import type { RecipientResolution } from './resolve-recipient.ts';
import { describeUnexpected } from './describe-unexpected.ts';

export interface ConfirmOrderOptions {
  ledger: Pick<Ledger, 'claim' | 'renew' | 'markSubmitting' | 'recordSent' | 'giveUp' | 'record'>;
  resolveRecipient: (orderNo: string) => RecipientResolution;
  render: EmailRenderer['render'];
  submit: Mailer['submit'];
  /** Of the sender. */
  messageIdDomain: string;
  logger: Logger;
}

/**
 * Makes the handler of `order.ticketed`: claim, find the recipient, render, submit, record. A mail
 * is only handed over while the ledger says `submitting` for this very attempt.
 */
export function createConfirmOrder(options: ConfirmOrderOptions) {
  const { ledger, resolveRecipient, render, submit, messageIdDomain, logger } = options;

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

    attempt.report('claiming');
    const ticketSetId = computeTicketSetId(order);
    const claimed = await ledger.claim({ orderNo, ticketSetId, deliveryId, entry: received });
    switch (claimed.kind) {
      case 'duplicate':
        return endJob('duplicate', { because: claimed.because });
      case 'waiting':
        return postponeJob('waiting', claimed.waitMs);
      case 'claimed':
        return await holdClaim(
          (claim) => ledger.renew(claim),
          claimed.claim,
          () => confirm(claimed.claim, order, attempt),
        );
    }
  };

  async function confirm(
    claim: Claim,
    order: TicketedOrder,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { jobId: deliveryId, attempt: number } = attempt;
    let isSubmitting = false;
    try {
      attempt.report('resolving the recipient');
      const resolution = resolveRecipient(order.orderNo);
      if (resolution.kind === 'nobody') {
        await ledger.giveUp(
          claim,
          { state: 'no_recipient' },
          { event: 'no_recipient', deliveryId },
        );
        return endJob('no_recipient');
      }
      const { mailbox: recipient, source } = resolution;

      attempt.report('rendering');
      const messageId = formatMessageId(claim.ticketSetId, messageIdDomain);
      const mail = { ...render({ order }), recipient, messageId };

      attempt.report('submitting');
      isSubmitting = true;
      const started = await ledger.markSubmitting(claim, {
        event: 'submitting',
        deliveryId,
        attempt: number,
        source,
        messageId,
        sealed: { recipient },
      });
      if (started === 'lost') return postponeJob('lost_claim', claimLeaseMs);
      const submitted = await submit(mail);
      if (submitted.kind !== 'accepted') return await recordFailure(claim, submitted, attempt);

      attempt.report('recording');
      const { answer, refusedCopies } = submitted;
      await ledger.recordSent(
        claim,
        { sentAt: new Date().toISOString(), messageId, recipient, lastAnswer: answer },
        { event: 'sent', deliveryId, attempt: number, messageId, sealed: { recipient, answer } },
      );
      return endJob('sent', { messageId, ...(refusedCopies > 0 ? { refusedCopies } : {}) });
    } catch (error) {
      return await recordUnexpected(claim, error, { attempt, isUncertain: isSubmitting });
    }
  }

  async function recordFailure(
    claim: Claim,
    failure: Exclude<SubmitOutcome, { kind: 'accepted' }>,
    { jobId: deliveryId, attempt, isLast }: Attempt,
  ): Promise<AttemptOutcome> {
    const isUncertain = failure.kind === 'unknown';
    const isDead = isLast || (failure.kind === 'refused' && failure.isPermanent);
    const state = isDead ? 'dead' : 'deferred';
    await ledger.giveUp(
      claim,
      { state, isUncertain },
      {
        event: state,
        deliveryId,
        attempt,
        reason: failureCode(failure),
        sealed: { answer: failure.answer },
      },
    );
    const reason = describeFailure(failure);
    const outcome = isUncertain ? 'uncertain' : 'deferred';
    return { ...(isDead ? killJob(reason) : retryJob(outcome, reason)), isOnTimeline: true };
  }

  /** A bug or an outage of Redis; if even this cannot be written, the claim's lease ends it. */
  async function recordUnexpected(
    claim: Claim,
    error: unknown,
    { attempt, isUncertain }: { attempt: Attempt; isUncertain: boolean },
  ): Promise<AttemptOutcome> {
    logger.error({ error, deliveryId: attempt.jobId }, 'an attempt ended unexpectedly');
    const state = attempt.isLast ? 'dead' : 'deferred';
    await ledger.giveUp(
      claim,
      { state, isUncertain },
      {
        event: state,
        deliveryId: attempt.jobId,
        attempt: attempt.attempt,
        reason: 'unexpected',
      },
    );
    return { ...retryJob('deferred', describeUnexpected(error)), isOnTimeline: true };
  }
}
