import type { EmailRenderer } from '@ticketpost/email';
import type { Claim, Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import { computeTicketSetId, findShortfalls, type TicketedOrder } from '@ticketpost/schema';
import { endJob, killJob, retryJob, type AttemptOutcome } from './attempt-outcome.ts';
import type { Mailer } from './mail/create-mailer.ts';
import { formatMessageId } from './mail/message-id.ts';
import type { SubmitOutcome } from './mail/submit-outcome.ts';
import { maskMailboxes } from './mask-mailboxes.ts';
import type { RecipientResolution } from './resolve-recipient.ts';

export interface ConfirmOrderOptions {
  ledger: Pick<Ledger, 'claim' | 'markSubmitting' | 'recordSent' | 'giveUp' | 'record'>;
  resolveRecipient: (orderNo: string) => RecipientResolution;
  render: EmailRenderer['render'];
  submit: Mailer['submit'];
  /** Of the sender. */
  messageIdDomain: string;
}

/**
 * Makes the handler of `order.ticketed`: claim, find the recipient, render, submit, record. A mail
 * is only handed over while the ledger says `submitting` for this very attempt.
 */
export function createConfirmOrder(options: ConfirmOrderOptions) {
  const { ledger, resolveRecipient, render, submit, messageIdDomain } = options;

  return async function confirmOrder(
    { deliveryId, receivedAt, type }: Envelope,
    order: TicketedOrder,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { orderNo } = order;
    const received = { event: 'received', deliveryId, type, at: receivedAt } as const;

    const missing = findShortfalls(order);
    if (missing.length > 0) {
      if (attempt.isFirstStart) await ledger.record(orderNo, received);
      await ledger.record(orderNo, { event: 'incomplete', deliveryId, missing });
      return endJob('incomplete', { missing });
    }

    attempt.report('claiming');
    const ticketSetId = computeTicketSetId(order);
    const claimed = await ledger.claim({
      orderNo,
      ticketSetId,
      deliveryId,
      entry: attempt.isFirstStart ? received : undefined,
    });
    if (claimed.kind === 'duplicate') return endJob('duplicate', { because: claimed.because });
    const { claim, isUncertain } = claimed;
    const messageId = formatMessageId(ticketSetId, messageIdDomain);
    if (isUncertain) await ledger.record(orderNo, { event: 'uncertain', ticketSetId, messageId });

    attempt.report('resolving the recipient');
    const resolution = resolveRecipient(orderNo);
    if (resolution.kind === 'nobody') {
      await ledger.giveUp(claim, 'no_recipient', { event: 'no_recipient', deliveryId });
      return endJob('no_recipient');
    }
    const { mailbox: recipient, source } = resolution;

    attempt.report('rendering');
    const mail = { ...render({ order }), recipient, messageId };

    attempt.report('submitting');
    const started = await ledger.markSubmitting(claim, {
      event: 'submitting',
      deliveryId,
      attempt: attempt.attempt,
      source,
      messageId,
      sealed: { recipient },
    });
    if (started === 'lost') return retryJob('lost_claim', lostClaim);
    const submitted = await submit(mail);
    if (submitted.kind !== 'accepted') return await recordFailure(claim, submitted, attempt);

    attempt.report('recording');
    const { answer } = submitted;
    const sentAt = new Date().toISOString();
    const recorded = await ledger.recordSent(
      claim,
      { sentAt, messageId, recipient, lastAnswer: answer },
      {
        event: 'sent',
        deliveryId,
        attempt: attempt.attempt,
        messageId,
        sealed: { recipient, answer },
      },
    );
    if (recorded === 'lost') return retryJob('lost_claim', lostClaim);
    return endJob('sent', { messageId });
  };

  async function recordFailure(
    claim: Claim,
    failure: Exclude<SubmitOutcome, { kind: 'accepted' }>,
    { jobId: deliveryId, attempt, isLast }: Attempt,
  ): Promise<AttemptOutcome> {
    const { orderNo, ticketSetId } = claim;
    const answer = failure.answer;
    if (failure.kind === 'unknown') {
      // The claim stays `submitting`: whoever takes it next must know that a copy may be out.
      const reason = `uncertain: the line died after the whole message was sent: ${maskMailboxes(answer)}`;
      const event = isLast ? 'dead' : 'uncertain';
      await ledger.record(orderNo, {
        event,
        deliveryId,
        ticketSetId,
        attempt,
        reason: 'uncertain',
        sealed: { answer },
      });
      return { ...retryJob('uncertain', reason), isOnTimeline: true };
    }
    const { code, isPermanent } = failure;
    const isDead = isPermanent || isLast;
    const state = isDead ? 'dead' : 'deferred';
    await ledger.giveUp(claim, state, {
      event: state,
      deliveryId,
      attempt,
      reason: code,
      sealed: { answer },
    });
    const reason = `${code}: ${maskMailboxes(answer)}`;
    return { ...(isDead ? killJob(reason) : retryJob('deferred', reason)), isOnTimeline: true };
  }
}

const lostClaim = 'lost_claim: another attempt has taken this confirmation over';
