import type { Tracing } from '@ticketpost/tracing';
import type { Mailer } from '../mail/create-mailer.ts';

type Submit = Mailer['submit'];

/** Makes each hand-over to the mail server a span: with its reply code, never with its words. */
export function traceSubmit(tracing: Tracing, submit: Submit): Submit {
  return (mail, permit) =>
    tracing.span('submit', { kind: 'client' }, async (span) => {
      const outcome = await submit(mail, permit);
      span.set({ 'ticketpost.outcome': outcome.kind });
      if (outcome.kind === 'withheld') return outcome;
      const reply = /^[2-5]\d\d/.exec(outcome.kind === 'accepted' ? outcome.answer : outcome.reply);
      if (reply !== null) span.set({ 'smtp.reply_code': Number(reply[0]) });
      if (outcome.kind === 'refused') span.fail(outcome.code);
      if (outcome.kind === 'unknown') span.fail('uncertain');
      return outcome;
    });
}
