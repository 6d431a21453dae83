/** Stands between the ticket set and what tells one resend from another; in no ticket set id. */
const separator = '~';

/** Under which id the ledger keeps a resend: a confirmation beside the one that it repeats. */
export function formatResendId(ticketSetId: string, resendId: string): string {
  return `${ticketSetId}${separator}${resendId}`;
}

/** The ticket set that a resend repeats; `undefined` when it is none. */
export function readResendOf(ticketSetId: string): string | undefined {
  const [resendOf, resendId] = ticketSetId.split(separator);
  return resendId === undefined ? undefined : resendOf;
}
