import type { Tracing } from '@ticketpost/tracing';
import type { WriteConfirmation } from '../confirm/write-confirmation.ts';

/** Makes the writing of each mail a span. */
export function traceRender(tracing: Tracing, write: WriteConfirmation): WriteConfirmation {
  return (input) =>
    tracing.span('render', {}, async (span) => {
      const mail = await write(input);
      span.set({ 'ticketpost.attachments': mail.attachments.length });
      return mail;
    });
}
