/**
 * The Message-ID of a ticket set's confirmation (RFC 5322, 3.6.4). It is the same whenever that
 * mail is sent, so that mail servers and readers can recognise a second copy.
 */
export function formatMessageId(ticketSetId: string, domain: string): string {
  return `<${ticketSetId.slice(0, 40)}@${domain}>`;
}

/** The Message-ID of a confirmation that is sent again on purpose: another mail than the first. */
export function formatResendMessageId(
  { ticketSetId, resendId }: { ticketSetId: string; resendId: string },
  domain: string,
): string {
  return `<${ticketSetId.slice(0, 40)}.${resendId}@${domain}>`;
}
