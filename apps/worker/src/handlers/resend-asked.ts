import { readMailedContent, type MailedContent, type OrderContent } from '@ticketpost/email';
import { formatResendId, type Confirmation, type Ledger } from '@ticketpost/ledger';
import type { ResendOrderPayload } from '@ticketpost/operations';
import type { Attempt, Envelope } from '@ticketpost/queue';
import { parseTicketedOrder } from '@ticketpost/schema';
import {
  endJob,
  killJob,
  postponeJob,
  unreadableMs,
  type AttemptOutcome,
} from '../attempt-outcome.ts';
import type { ConfirmContext, ConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import type { DeliverMail } from '../confirm/deliver-mail.ts';
import type { GiveUp } from '../confirm/give-up.ts';
import { holdClaim } from '../confirm/hold-claim.ts';
import { startStopwatch } from '../confirm/stopwatch.ts';
import { formatResendMessageId } from '../mail/message-id.ts';
import { putBackMs, type Pause } from '../pause/create-pause.ts';
import { isSandboxOrder } from '../recipient/sandbox-order.ts';
import { receivedEntry } from './received-entry.ts';

export interface ResendAskedOptions {
  ledger: Pick<Ledger, 'read' | 'claim' | 'renew'>;
  pause: Pick<Pause, 'enter'>;
  deliverMail: DeliverMail;
  giveUp: GiveUp;
  confirmTicketSet: ConfirmTicketSet;
  holdsUncertain: boolean;
  /** The mailbox for sandbox orders. */
  sandboxRecipient: string | undefined;
  messageIdDomain: string;
}

/**
 * Makes the handler of a person's wish that a sent confirmation goes out again: the same mail, said to
 * be a copy, under a Message-ID of its own. In the ledger it is a confirmation beside the first, with a
 * claim of its own, so that it too is mailed once whatever dies on the way. Neither the supplier nor the
 * booking is asked: what was mailed is mailed. One that could not be sent so far, and whose order the ledger
 * keeps, is sent to the mailbox that the person named.
 */
export function createResendAsked(options: ResendAskedOptions) {
  const { ledger, pause, deliverMail, giveUp, confirmTicketSet, holdsUncertain } = options;
  const { sandboxRecipient, messageIdDomain } = options;

  return async function handleResendAsked(
    envelope: Envelope,
    payload: unknown,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { deliveryId, orderNo = '', receivedAt } = envelope;
    const { ticketSetId, resendId, to, isFirst } = payload as ResendOrderPayload;
    const { confirmations = [], missingKeys } = (await ledger.read(orderNo)) ?? {};
    const original = confirmations.find((one) => one.ticketSetId === ticketSetId);
    if (original !== undefined && isFirst === true) {
      // By another delivery, or by this very one, whose worker died before the job's end.
      if (original.state === 'sent') return endJob('duplicate', { because: 'sent' });
      if (original.isHeldUnreadable === true) {
        return postponeJob('unknown_key', unreadableMs, { missingKeys });
      }
      return await sendKept(original, {
        attempt,
        receivedAt,
        entry: receivedEntry(envelope),
        sendTo: to,
      });
    }
    if (original?.isSentUnreadable === true) {
      return postponeJob('unknown_key', unreadableMs, { missingKeys });
    }
    const mailed = readMailedContent(original?.mailed);
    const mailbox = findMailbox(orderNo, to ?? original?.recipient);
    // Erased since somebody asked for it.
    if (original === undefined || mailed === undefined) return endJob('not_owed');
    if (mailbox === undefined) {
      return killJob('resend_without_recipient: nobody is known to send it to');
    }
    const visit = pause.enter(orderNo);
    if (visit === undefined) return postponeJob('paused', putBackMs);

    attempt.report('claiming');
    const sinceClaimed = startStopwatch();
    const claimed = await ledger.claim({
      orderNo,
      ticketSetId: formatResendId(ticketSetId, resendId),
      deliveryId,
      entry: receivedEntry(envelope),
    });
    if (claimed.kind === 'duplicate') return endJob('duplicate', { because: claimed.because });
    if (claimed.kind === 'waiting') return postponeJob('waiting', claimed.waitMs);
    const { claim, isUncertain } = claimed;
    if (isUncertain && holdsUncertain) return await giveUp.asUndecided([claim], attempt);
    return await holdClaim({
      renew: (held) => ledger.renew(held),
      claim,
      sinceClaimed,
      work: async (held) => {
        try {
          const orders = await gatherOrders(original, mailed);
          const { travellerName, locale } = mailed;
          return await deliverMail(
            {
              held: [held],
              content: {
                orders,
                isResend: true,
                ...(travellerName === undefined ? {} : { travellerName }),
                ...(locale === undefined ? {} : { locale }),
              },
              recipient: { mailbox, cc: [] },
              origin: { source: 'resend' },
              messageId: formatResendMessageId({ ticketSetId, resendId }, messageIdDomain),
              keepsOrders: false,
            },
            { attempt, visit },
          );
        } catch (error) {
          return await giveUp.afterError([claim], error, { attempt, isUncertain: false });
        }
      },
    });
  };

  /** Not sent so far: it goes its whole way again, to the mailbox that the person named. */
  async function sendKept(
    { held }: Confirmation,
    context: ConfirmContext,
  ): Promise<AttemptOutcome> {
    const parsed = parseTicketedOrder(held);
    if (parsed.kind !== 'order') return endJob('not_owed');
    return await confirmTicketSet(parsed.order, context);
  }

  /** A sandbox order never reaches a traveller, whoever asks for it. */
  function findMailbox(orderNo: string, wanted: string | undefined): string | undefined {
    return isSandboxOrder(orderNo) ? sandboxRecipient : wanted;
  }

  /** The orders of the mail that is repeated: of a trip's all that the ledger still remembers. */
  async function gatherOrders(
    { messageId }: Confirmation,
    mailed: MailedContent,
  ): Promise<readonly [OrderContent, ...OrderContent[]]> {
    const others: MailedContent[] = [];
    for (const orderNo of mailed.together ?? []) {
      const confirmations = (await ledger.read(orderNo))?.confirmations ?? [];
      const other = confirmations.find((one) => one.messageId === messageId);
      const content = readMailedContent(other?.mailed);
      if (content !== undefined) others.push(content);
    }
    return [toContent(mailed), ...others.map(toContent)];
  }
}

function toContent(mailed: MailedContent): OrderContent {
  const { order, itinerary, agencyReference, previous, revision = 0 } = mailed;
  return {
    order,
    revision,
    ...(itinerary === undefined ? {} : { itinerary }),
    ...(agencyReference === undefined ? {} : { agencyReference }),
    ...(previous === undefined ? {} : { previous }),
  };
}
