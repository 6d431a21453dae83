import { parseMailbox } from '@ticketpost/schema';
import type { LookupOutcome } from './lookup-outcome.ts';
import type { Recipient, RecipientSource } from './recipient.ts';
import type { AboutRecipient, ResolveRecipientOptions } from './resolve-recipient.ts';
import { isSandboxOrder } from './sandbox-order.ts';

/** How a step ended. */
type Verdict =
  /** It is not about an order like this. */
  | { kind: 'not_concerned' }
  | { kind: 'used'; recipient: Recipient }
  /** It names nobody. `isLast`: and no other step may. */
  | {
      kind: 'passed';
      because: 'none' | 'off' | 'not_known' | 'not_one_mailbox';
      isLast?: true;
    }
  /** It could not tell. */
  | Extract<LookupOutcome, { kind: 'failed' }>;

interface RecipientStep {
  source: RecipientSource;
  take: (about: AboutRecipient, options: ResolveRecipientOptions) => Verdict | Promise<Verdict>;
}

/**
 * Who may be written to about an order; the first step that names somebody decides. A sandbox order
 * ends at the first: it never reaches a mailbox that is meant for travellers.
 */
export const recipientSteps: readonly RecipientStep[] = [
  {
    source: 'sandbox',
    take: ({ orderNo }, { settings }) => {
      if (!isSandboxOrder(orderNo)) return { kind: 'not_concerned' };
      const verdict = takeMailbox(settings.sandboxRecipient);
      return verdict.kind === 'passed' ? { ...verdict, isLast: true } : verdict;
    },
  },
  {
    source: 'booking',
    take: ({ booking }) => {
      if (booking === undefined) return { kind: 'passed', because: 'none' };
      // Its addresses were judged when it came.
      const { email, cc = [], name, locale } = booking;
      return { kind: 'used', recipient: { mailbox: email, cc, name, locale } };
    },
  },
  {
    source: 'lookup',
    take: async ({ orderNo }, { lookUp }) => {
      if (lookUp === undefined) return { kind: 'passed', because: 'off' };
      const outcome = await lookUp(orderNo);
      switch (outcome.kind) {
        case 'known':
          return { kind: 'used', recipient: outcome.recipient };
        case 'not_known':
          return { kind: 'passed', because: 'not_known' };
        case 'failed':
          return outcome;
      }
    },
  },
  {
    source: 'supplier_contact',
    take: ({ contactEmail = '' }, { settings }) => {
      if (!settings.usesSupplierContact) return { kind: 'passed', because: 'off' };
      if (contactEmail.trim() === '') return { kind: 'passed', because: 'none' };
      const mailbox = parseMailbox(contactEmail);
      return mailbox === undefined
        ? { kind: 'passed', because: 'not_one_mailbox' }
        : takeMailbox(mailbox);
    },
  },
  { source: 'fallback', take: (_about, { settings }) => takeMailbox(settings.fallbackRecipient) },
];

function takeMailbox(mailbox: string | undefined) {
  return mailbox === undefined
    ? ({ kind: 'passed', because: 'none' } as const)
    : ({ kind: 'used', recipient: { mailbox, cc: [] } } as const);
}
