import type { OrderContent } from '@ticketpost/email';
import { claimLeaseMs, type Ledger } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import type { Booking, TicketedOrder } from '@ticketpost/schema';
import { endJob, postponeJob, type AttemptOutcome } from '../attempt-outcome.ts';
import { formatMessageId } from '../mail/message-id.ts';
import type { Visit } from '../pause/create-pause.ts';
import { isSandboxOrder } from '../recipient/sandbox-order.ts';
import type { RecipientResolution, ResolveRecipient } from '../recipient/resolve-recipient.ts';
import { planLookupAgain } from '../supplier/plan-wait.ts';
import type { DeliverMail } from './deliver-mail.ts';
import type { Facts } from './facts.ts';
import type { GiveUp } from './give-up.ts';
import type { HeldClaim } from './hold-claim.ts';
import type { SeenBooking } from './read-booking.ts';

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
  ledger: Pick<Ledger, 'giveUp'>;
  resolveRecipient: ResolveRecipient;
  deliverMail: DeliverMail;
  messageIdDomain: string;
  giveUp: GiveUp;
}

/** How an attempt came to its mail. */
export interface SendContext {
  attempt: Attempt;
  visit: Visit;
  /** Since the delivery came. */
  ageMs: number;
  /** The mailbox that a person named. A sandbox order goes to the sandbox's all the same. */
  sendTo?: string | undefined;
}

/**
 * Makes what sends one mail for the confirmations of one order, or of the orders of a trip: find the
 * recipient, gather what the mail says, deliver. The first order's booking tells who it goes to.
 */
export function createSendConfirmation(options: SendConfirmationOptions) {
  const { ledger, resolveRecipient, deliverMail, messageIdDomain, giveUp } = options;

  return async function sendConfirmation(
    parts: Parts,
    { attempt, visit, ageMs, sendTo }: SendContext,
  ): Promise<AttemptOutcome> {
    const claims = parts.map(({ held }) => held.claim);
    const orders = parts.map(({ facts }) => facts.order);
    const [first] = parts;
    try {
      attempt.report('resolving the recipient');
      const { orderNo } = first.facts.order;
      const { booking } = first.booking;
      const resolution =
        sendTo === undefined || isSandboxOrder(orderNo)
          ? await resolveRecipient({ orderNo, booking, contactEmail: first.facts.contactEmail })
          : namedByPerson(sendTo, booking);
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

      // A copy has the Message-ID of the mail it may double, also when that was about a whole trip.
      const messageId =
        parts.find(({ uncertainMessageId }) => uncertainMessageId !== undefined)
          ?.uncertainMessageId ?? formatMessageId(first.held.claim.ticketSetId, messageIdDomain);
      const [content, ...more] = parts.map(toContent);
      if (content === undefined) throw new Error('a mail is about one order at least');
      // The mailbox of the sandbox has no language: there a mail is to look as its traveller's would.
      const locale = recipient.locale ?? booking?.locale;
      const mail = {
        held: parts.map(({ held }) => held),
        content: {
          orders: [content, ...more] as const,
          ...(recipient.name === undefined ? {} : { travellerName: recipient.name }),
          ...(locale === undefined ? {} : { locale }),
        },
        recipient,
        origin: { source, steps },
        messageId,
        keepsOrders: true,
      };
      return await deliverMail(mail, { attempt, visit });
    } catch (error) {
      return await giveUp.afterError(claims, error, { attempt, isUncertain: false });
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

/** A person on the phone knows better than the list; what the booking says of the traveller still holds. */
function namedByPerson(mailbox: string, booking: Booking | undefined): RecipientResolution {
  const { name, locale } = booking ?? {};
  return {
    kind: 'recipient',
    recipient: {
      mailbox,
      cc: [],
      ...(name === undefined ? {} : { name }),
      ...(locale === undefined ? {} : { locale }),
    },
    source: 'operator',
    steps: ['operator:used'],
  };
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
