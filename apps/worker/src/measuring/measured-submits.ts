import type { Mailer } from '../mail/create-mailer.ts';
import type { SubmitOutcome } from '../mail/submit-outcome.ts';

/** What the mail server said of a mail, in the first digit of its reply; `none`: it said nothing. */
export type SmtpAnswer = '2xx' | '4xx' | '5xx' | 'none';

/** What became of the mail: the class of its failure, if it failed. */
export type SmtpVerdict =
  'accepted' | Extract<SubmitOutcome, { kind: 'refused' }>['class'] | 'unknown' | 'withheld';

/** Handing over mails, with each one counted by what the mail server said. */
export function countSubmits(
  submit: Mailer['submit'],
  count: (answer: SmtpAnswer, verdict: SmtpVerdict) => void,
): Mailer['submit'] {
  return async (mail, permit) => {
    const outcome = await submit(mail, permit);
    count(...classifySubmit(outcome));
    return outcome;
  };
}

export function classifySubmit(outcome: SubmitOutcome): [answer: SmtpAnswer, verdict: SmtpVerdict] {
  switch (outcome.kind) {
    case 'accepted':
      return ['2xx', 'accepted'];
    case 'refused':
      return [classifyReply(outcome.reply), outcome.class];
    case 'unknown':
    case 'withheld':
      return ['none', outcome.kind];
  }
}

/** Where there is no reply code, the error's own stands in its place. */
function classifyReply(reply: string): SmtpAnswer {
  if (/^4\d\d$/.test(reply)) return '4xx';
  return /^5\d\d$/.test(reply) ? '5xx' : 'none';
}
