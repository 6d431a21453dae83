import type { Ledger } from '@ticketpost/ledger';
import type { Tracing } from '@ticketpost/tracing';

/** The ledger, whose claims and records of sent mails are spans. */
export function traceLedger<Part extends Pick<Ledger, 'claim' | 'recordSent'>>(
  tracing: Tracing,
  ledger: Part,
): Part {
  return {
    ...ledger,
    claim: (options: Parameters<Ledger['claim']>[0]) => {
      const attributes = { 'ticketpost.order_no': options.orderNo };
      return tracing.span('claim', { attributes }, async (span) => {
        const outcome = await ledger.claim(options);
        span.set({ 'ticketpost.outcome': outcome.kind });
        return outcome;
      });
    },
    recordSent: (...[claim, details, entry]: Parameters<Ledger['recordSent']>) => {
      const attributes = { 'ticketpost.order_no': claim.orderNo };
      return tracing.span('record', { attributes }, () => ledger.recordSent(claim, details, entry));
    },
  };
}
