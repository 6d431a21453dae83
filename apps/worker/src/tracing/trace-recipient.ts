import type { Tracing } from '@ticketpost/tracing';
import type { ResolveRecipient } from '../recipient/resolve-recipient.ts';

/** Makes each search for the recipient a span: where it was found, never what. */
export function traceRecipient(tracing: Tracing, resolve: ResolveRecipient): ResolveRecipient {
  return (question) => {
    const attributes = { 'ticketpost.order_no': question.orderNo };
    return tracing.span('recipient', { attributes }, async (span) => {
      const resolution = await resolve(question);
      span.set({ 'ticketpost.outcome': resolution.kind });
      if (resolution.kind === 'recipient') {
        span.set({ 'ticketpost.recipient_source': resolution.source });
      }
      if (resolution.kind === 'failed') span.fail(resolution.reason);
      return resolution;
    });
  };
}
