import type { Booking } from '@ticketpost/schema';
import type { LookupOutcome } from './lookup-outcome.ts';
import type { Recipient, RecipientSource } from './recipient.ts';
import { recipientSteps } from './recipient-steps.ts';

export interface ResolveRecipientOptions {
  settings: {
    sandboxRecipient?: string | undefined;
    fallbackRecipient?: string | undefined;
    /** Whether the contact address of the supplier's order is written to. */
    usesSupplierContact: boolean;
  };
  /** Asks the agency; absent when no lookup is set. Never rejects. */
  lookUp?: ((orderNo: string) => Promise<LookupOutcome>) | undefined;
}

/** All that may name a recipient. What the airline was given is not among it, on purpose. */
export interface AboutRecipient {
  orderNo: string;
  booking: Booking | undefined;
  /** `contact.email` of the supplier's order. */
  contactEmail: string | undefined;
}

/**
 * Who is to be written to about an order. `steps` tells how each step of the list ended, such as
 * `booking:none` or `fallback:used`: codes only, never a value.
 */
export type RecipientResolution =
  | { kind: 'recipient'; recipient: Recipient; source: RecipientSource; steps: readonly string[] }
  /** `mayBeKnownLater`: the agency's lookup said that it does not know the order yet. */
  | { kind: 'nobody'; steps: readonly string[]; mayBeKnownLater: boolean }
  /**
   * No answer that could be used, so that nobody further down the list is written to by mistake;
   * asking again later may help. `reason` is a stable code, `detail` the status or error code behind
   * it.
   */
  | { kind: 'failed'; steps: readonly string[]; reason: string; detail: string };

export type ResolveRecipient = (about: AboutRecipient) => Promise<RecipientResolution>;

/**
 * Makes the search for the one mailbox that is written to about an order: the steps of
 * `recipientSteps` in their order, until one of them ends it.
 */
export function createResolveRecipient(options: ResolveRecipientOptions): ResolveRecipient {
  return async function resolveRecipient(about) {
    const steps: string[] = [];
    let mayBeKnownLater = false;
    for (const { source, take } of recipientSteps) {
      const verdict = await take(about, options);
      switch (verdict.kind) {
        case 'not_concerned':
          continue;
        case 'used':
          steps.push(`${source}:used`);
          return { kind: 'recipient', recipient: verdict.recipient, source, steps };
        case 'failed':
          steps.push(`${source}:failed`);
          return { kind: 'failed', steps, reason: verdict.reason, detail: verdict.detail };
        case 'passed':
          steps.push(`${source}:${verdict.because}`);
          mayBeKnownLater ||= verdict.because === 'not_known';
          if (verdict.isLast === true) return { kind: 'nobody', steps, mayBeKnownLater };
      }
    }
    return { kind: 'nobody', steps, mayBeKnownLater };
  };
}
