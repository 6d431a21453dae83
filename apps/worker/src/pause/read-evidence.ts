import { failureCode } from '../mail/describe-failure.ts';
import type { SubmitOutcome } from '../mail/submit-outcome.ts';
import type { Evidence } from './pause-machine.ts';

/**
 * What the end of a submit says of the mail server. Its word on a mailbox comes after it took our
 * login and sender, so it shows a server at work; its word on a message or a mail that we withheld
 * show nothing. Many mails in a row that end without a word are trouble of the server too.
 */
export function readEvidence(outcome: SubmitOutcome): Evidence | undefined {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'works' };
    case 'withheld':
      return undefined;
    case 'unknown':
      return {
        kind: 'failed',
        class: 'transient_server',
        code: failureCode(outcome),
        reply: outcome.reply,
      };
    case 'refused': {
      const { class: failureClass, code, reply } = outcome;
      if (failureClass === 'transient_mailbox') return { kind: 'works' };
      if (failureClass === 'permanent') {
        return code === 'mailbox_refused' ? { kind: 'works' } : undefined;
      }
      return { kind: 'failed', class: failureClass, code, reply };
    }
  }
}
