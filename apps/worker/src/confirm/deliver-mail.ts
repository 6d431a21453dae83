import { toMailedContent, type ConfirmationInput } from '@ticketpost/email';
import type { Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { endJob, type AttemptOutcome } from '../attempt-outcome.ts';
import type { Mailer } from '../mail/create-mailer.ts';
import type { Visit } from '../pause/create-pause.ts';
import type { Recipient } from '../recipient/recipient.ts';
import type { GiveUp } from './give-up.ts';
import type { HeldClaim } from './hold-claim.ts';
import { permitOf } from './hold-claims.ts';
import { recordPatiently } from './record-patiently.ts';
import type { WriteConfirmation } from './write-confirmation.ts';

/** For so long Redis may refuse to write down that a mail went out; then it is uncertain. */
const recordPatienceMs = 60_000;

export interface DeliverMailOptions {
  ledger: Pick<Ledger, 'markSubmitting' | 'recordSent' | 'giveUp'>;
  write: WriteConfirmation;
  submit: Mailer['submit'];
  logger: Logger;
  giveUp: GiveUp;
}

/** One mail that is to go out, under the claims of the confirmations that it settles. */
export interface MailToDeliver {
  /** For the mail's orders, in their order; of a mail that is sent again for the first alone. */
  held: readonly HeldClaim[];
  content: Omit<ConfirmationInput, 'writtenAt' | 'hasPrintout'>;
  recipient: Pick<Recipient, 'mailbox' | 'cc'>;
  /** Where the recipient comes from, for the timeline. */
  origin: Pick<TimelineEntry, 'source' | 'steps'>;
  messageId: string;
  /** Whether a confirmation that is given up for good keeps its order for a later mail. */
  keepsOrders: boolean;
}

export type DeliverMail = ReturnType<typeof createDeliverMail>;

/**
 * Makes what writes a mail, hands it over and records how that ended. It is only handed over while the
 * ledger says `submitting` for each of its confirmations.
 */
export function createDeliverMail(options: DeliverMailOptions) {
  const { ledger, write, submit, logger, giveUp } = options;

  return async function deliverMail(
    { held, content, recipient, origin, messageId, keepsOrders }: MailToDeliver,
    { attempt, visit }: { attempt: Attempt; visit: Visit },
  ): Promise<AttemptOutcome> {
    const { jobId: deliveryId, attempt: number } = attempt;
    const claims = held.map(({ claim }) => claim);
    const orders = content.orders.map(({ order }) => order);
    const orderNos = orders.map(({ orderNo }) => orderNo);
    let isUncertain = false;
    try {
      attempt.report('writing');
      const mail = {
        ...(await write({ ...content, writtenAt: new Date() })),
        recipient: recipient.mailbox,
        cc: recipient.cc,
        messageId,
        orderNos,
      };

      attempt.report('submitting');
      for (const one of held) {
        const entry: TimelineEntry = {
          event: 'submitting',
          deliveryId,
          attempt: number,
          ...origin,
          messageId,
          sealed: { recipient: recipient.mailbox },
        };
        const started = await one.advance(() => ledger.markSubmitting(one.claim, entry));
        // What was marked before goes back: nothing was handed over.
        if (started === 'lost') return await giveUp.asPostponed(claims, 'lost_claim', attempt);
      }
      const submitted = await submit(mail, permitOf(held));
      isUncertain = submitted.kind === 'accepted' || submitted.kind === 'unknown';
      const verdict = visit.report(submitted);
      if (submitted.kind !== 'accepted') {
        return await giveUp.afterSubmit(claims, submitted, {
          attempt,
          verdict,
          ...(keepsOrders ? { orders } : {}),
        });
      }

      attempt.report('recording');
      const { answer, refusedCopies } = submitted;
      const sentAt = new Date().toISOString();
      for (const [index, { claim }] of held.entries()) {
        const part = content.orders[index];
        if (part === undefined) throw new Error('a mail has a claim for each of its orders');
        const details = {
          sentAt,
          messageId,
          recipient: recipient.mailbox,
          lastAnswer: answer,
          mailed: toMailedContent(part, content, orderNos),
        };
        const entry: TimelineEntry = {
          event: 'sent',
          at: sentAt,
          deliveryId,
          attempt: number,
          messageId,
          sealed: { recipient: recipient.mailbox, answer },
        };
        await recordPatiently(() => ledger.recordSent(claim, details, entry), {
          logger,
          patienceMs: recordPatienceMs,
        });
      }
      const isUpdate = content.orders.some(({ previous }) => previous !== undefined);
      return endJob('sent', {
        messageId,
        ...(isUpdate ? { isUpdate } : {}),
        ...(content.isResend === true ? { isResend: true } : {}),
        ...(refusedCopies > 0 ? { refusedCopies } : {}),
      });
    } catch (error) {
      return await giveUp.afterError(claims, error, { attempt, isUncertain });
    }
  };
}
