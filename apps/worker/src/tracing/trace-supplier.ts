import type { Tracing } from '@ticketpost/tracing';
import type { SupplierWord } from '../supplier/judge-answer.ts';

type AskSupplier = (orderNo: string) => Promise<SupplierWord>;

/** Makes each supplier query a span. */
export function traceSupplier(tracing: Tracing, askSupplier: AskSupplier): AskSupplier {
  return (orderNo) => {
    const attributes = { 'ticketpost.order_no': orderNo };
    return tracing.span('supplier query', { kind: 'client', attributes }, async (span) => {
      const word = await askSupplier(orderNo);
      span.set({ 'ticketpost.outcome': word.kind });
      if (word.kind === 'no_answer') span.fail(word.code);
      if (word.kind === 'unusable') span.fail(word.reason);
      return word;
    });
  };
}
