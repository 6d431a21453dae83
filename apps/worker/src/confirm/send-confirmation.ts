import type { OrderContent } from '@ticketpost/email';
import { claimLeaseMs, type Ledger, type TimelineEntry } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import type { TicketedOrder } from '@ticketpost/schema';
import { endJob, postponeJob, type AttemptOutcome } from '../attempt-outcome.ts';
import type { Mailer } from '../mail/create-mailer.ts';
import { formatMessageId } from '../mail/message-id.ts';
import type { Visit } from '../pause/create-pause.ts';
import type { RecipientResolution, ResolveRecipient } from '../recipient/resolve-recipient.ts';
import { planLookupAgain } from '../supplier/plan-wait.ts';
import type { Facts } from './facts.ts';
import type { GiveUp } from './give-up.ts';
import type { HeldClaim } from './hold-claim.ts';
import { permitOf } from './hold-claims.ts';
import type { SeenBooking } from './read-booking.ts';
import { recordPatiently } from './record-patiently.ts';
import type { WriteConfirmation } from './write-confirmation.ts';

/** For so long Redis may refuse to write down that a mail went out; then it is uncertain. */
const recordPatienceMs = 60_000;

/** A confirmation that an attempt holds, and what its mail is made from. */
export interface ConfirmationPart {
  held: HeldClaim;
  facts: Facts;
  booking: SeenBooking;
  /** The Message-ID of a copy that may be out. */
  uncertainMessageId?: string | undefined;
  /** What the order's last mail said. */
  previous?: TicketedOrder | undefined;
  /** How many mails about the order went out before. */
  mailsBefore: number;
}

type Parts = readonly [ConfirmationPart, ...ConfirmationPart[]];

export interface SendConfirmationOptions {
  ledger: Pick<Ledger, 'markSubmitting' | 'recordSent' | 'giveUp'>;
  resolveRecipient: ResolveRecipient;
  write: WriteConfirmation;
  submit: Mailer['submit'];
  messageIdDomain: string;
  logger: Logger;
  giveUp: GiveUp;
}

/** How an attempt came to its mail. */
export interface SendContext {
  attempt: Attempt;
  visit: Visit;
  /** Since the delivery came. */
  ageMs: number;
}

/**
 * Makes what sends one mail for the confirmations of one order, or of the orders of a trip: find the
 * recipient, write, submit, record. The first order's booking tells who it goes to. A mail is only
 * handed over while the ledger says `submitting` for each of them.
 */
export function createSendConfirmation(options: SendConfirmationOptions) {
  const { ledger, resolveRecipient, write, submit, messageIdDomain, logger, giveUp } = options;

  return async function sendConfirmation(
    parts: Parts,
    { attempt, visit, ageMs }: SendContext,
  ): Promise<AttemptOutcome> {
    const { jobId: deliveryId, attempt: number } = attempt;
    const claims = parts.map(({ held }) => held.claim);
    const orders = parts.map(({ facts }) => facts.order);
    const [first] = parts;
    let isUncertain = false;
    try {
      attempt.report('resolving the recipient');
      const resolution = await resolveRecipient({
        orderNo: first.facts.order.orderNo,
        booking: first.booking.booking,
        contactEmail: first.facts.contactEmail,
      });
      switch (resolution.kind) {
        case 'failed':
          return await giveUp.asDeferred(claims, `${resolution.reason}: ${resolution.detail}`, {
            attempt,
            orders,
          });
        case 'nobody':
          return await waitForAddress(parts, resolution, { attempt, ageMs });
        case 'recipient':
          break;
      }
      const { recipient, source, steps } = resolution;

      attempt.report('writing');
      // A copy has the Message-ID of the mail it may double, also when that was about a whole trip.
      const messageId =
        parts.find(({ uncertainMessageId }) => uncertainMessageId !== undefined)
          ?.uncertainMessageId ?? formatMessageId(first.held.claim.ticketSetId, messageIdDomain);
      const [content, ...more] = parts.map(toContent);
      if (content === undefined) throw new Error('a mail is about one order at least');
      // The mailbox of the sandbox has no language: there a mail is to look as its traveller's would.
      const locale = recipient.locale ?? first.booking.booking?.locale;
      const mail = {
        ...(await write({
          orders: [content, ...more],
          ...(recipient.name === undefined ? {} : { travellerName: recipient.name }),
          ...(locale === undefined ? {} : { locale }),
          writtenAt: new Date(),
        })),
        recipient: recipient.mailbox,
        cc: recipient.cc,
        messageId,
        orderNos: orders.map(({ orderNo }) => orderNo),
      };

      attempt.report('submitting');
      for (const { held } of parts) {
        const entry: TimelineEntry = {
          event: 'submitting',
          deliveryId,
          attempt: number,
          source,
          steps,
          messageId,
          sealed: { recipient: recipient.mailbox },
        };
        const started = await held.advance(() => ledger.markSubmitting(held.claim, entry));
        // What was marked before goes back: nothing was handed over.
        if (started === 'lost') return await giveUp.asPostponed(claims, 'lost_claim', attempt);
      }
      const submitted = await submit(mail, permitOf(parts.map(({ held }) => held)));
      isUncertain = submitted.kind === 'accepted' || submitted.kind === 'unknown';
      const verdict = visit.report(submitted);
      if (submitted.kind !== 'accepted') {
        return await giveUp.afterSubmit(claims, submitted, { attempt, verdict, orders });
      }

      attempt.report('recording');
      const { answer, refusedCopies } = submitted;
      const sentAt = new Date().toISOString();
      for (const { held, facts } of parts) {
        const details = {
          sentAt,
          messageId,
          recipient: recipient.mailbox,
          lastAnswer: answer,
          mailed: facts.order,
        };
        const entry: TimelineEntry = {
          event: 'sent',
          at: sentAt,
          deliveryId,
          attempt: number,
          messageId,
          sealed: { recipient: recipient.mailbox, answer },
        };
        await recordPatiently(() => ledger.recordSent(held.claim, details, entry), {
          logger,
          patienceMs: recordPatienceMs,
        });
      }
      const isUpdate = parts.some(({ previous }) => previous !== undefined);
      return endJob('sent', {
        messageId,
        ...(isUpdate ? { isUpdate } : {}),
        ...(refusedCopies > 0 ? { refusedCopies } : {}),
      });
    } catch (error) {
      return await giveUp.afterError(claims, error, { attempt, isUncertain });
    }
  };

  /**
   * Nobody has told us the traveller's address: the orders are kept in the ledger until somebody
   * does. One who did so this very moment is heeded at once.
   */
  async function waitForAddress(
    parts: Parts,
    { steps, mayBeKnownLater }: Extract<RecipientResolution, { kind: 'nobody' }>,
    { attempt, ageMs }: { attempt: Attempt; ageMs: number },
  ): Promise<AttemptOutcome> {
    const { jobId: deliveryId } = attempt;
    for (const [index, { held, facts, booking }] of parts.entries()) {
      const answer = await ledger.giveUp(
        held.claim,
        { state: 'no_recipient', held: facts.order, seenBooking: booking.version },
        { event: 'no_recipient', deliveryId, steps },
      );
      if (answer === 'lost') return postponeJob('lost_claim', claimLeaseMs);
      if (answer === 'booking_changed') {
        const claims = parts.slice(index).map((part) => part.held.claim);
        return await giveUp.asPostponed(claims, 'changed_meanwhile', attempt);
      }
    }
    const waitMs = mayBeKnownLater ? planLookupAgain({ ageMs, random: Math.random }) : undefined;
    return waitMs === undefined
      ? endJob('no_recipient', { steps })
      : postponeJob('no_recipient', waitMs, { steps });
  }
}

/** The supplier's flights are the better ones; the agency's stand in for them. */
function toContent({
  facts,
  booking: seen,
  previous,
  mailsBefore,
}: ConfirmationPart): OrderContent {
  const { booking } = seen;
  const itinerary = facts.itinerary ?? booking?.itinerary;
  const agencyReference = booking?.agencyReference;
  return {
    order: facts.order,
    ...(itinerary === undefined ? {} : { itinerary }),
    ...(previous === undefined ? {} : { previous }),
    revision: mailsBefore,
    ...(agencyReference === undefined ? {} : { agencyReference }),
  };
}
