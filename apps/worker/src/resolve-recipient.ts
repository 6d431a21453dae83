type RecipientSource = 'sandbox' | 'fallback';

export type RecipientResolution =
  { kind: 'recipient'; mailbox: string; source: RecipientSource } | { kind: 'nobody' };

/** Settings by which a recipient is found. */
export interface RecipientSettings {
  sandboxRecipient?: string | undefined;
  fallbackRecipient?: string | undefined;
}

/** The supplier's sandbox gives its orders numbers that begin so (supplier's documentation). */
const sandboxPrefix = 'TEST';

/**
 * Who is to be written to about an order. A sandbox order goes to the sandbox mailbox or to nobody:
 * it never reaches a mailbox that is meant for travellers.
 */
export function resolveRecipient(
  orderNo: string,
  { sandboxRecipient, fallbackRecipient }: RecipientSettings,
): RecipientResolution {
  if (orderNo.startsWith(sandboxPrefix)) return toResolution(sandboxRecipient, 'sandbox');
  return toResolution(fallbackRecipient, 'fallback');
}

function toResolution(mailbox: string | undefined, source: RecipientSource): RecipientResolution {
  return mailbox === undefined ? { kind: 'nobody' } : { kind: 'recipient', mailbox, source };
}
