import type { Confirmation } from '@ticketpost/ledger';

/** Whether a newer ticket set of the order was sent: then a mail about this one would tell the old tickets. */
export function isOutdated(
  { ticketSetId, resendOf }: Confirmation,
  confirmations: readonly Confirmation[],
): boolean {
  const own = confirmations.filter((one) => one.resendOf === undefined);
  const at = own.findIndex((one) => one.ticketSetId === (resendOf ?? ticketSetId));
  return at >= 0 && own.slice(at + 1).some(({ state }) => state === 'sent');
}

/**
 * The confirmation that still has to go out and whose order the ledger keeps; none once a newer ticket set
 * was sent.
 */
export function findKept(confirmations: readonly Confirmation[]): Confirmation | undefined {
  return confirmations.findLast(
    (one) =>
      one.resendOf === undefined &&
      one.state !== 'sent' &&
      (one.held !== undefined || one.isHeldUnreadable === true) &&
      !isOutdated(one, confirmations),
  );
}
