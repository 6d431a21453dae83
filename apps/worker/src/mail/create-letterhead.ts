import { needsSmtpUtf8 } from './check-smtp-utf8.ts';
import type { Letterhead } from './compose-message.ts';
import { parseSender } from '@ticketpost/settings/worker';

/**
 * What stands on every mail, out of checked settings. Answers go to the support mailbox where no other is
 * set, unless its name is beyond ASCII: it would ask every server for SMTPUTF8.
 */
export function createLetterhead(config: {
  mailFrom: string;
  mailReplyTo?: string | undefined;
  brandSupportEmail?: string | undefined;
  mailBcc: readonly string[];
  mailListUnsubscribe: readonly string[];
  mailFeedbackId?: string | undefined;
}): Letterhead {
  const { mailFrom, mailReplyTo, brandSupportEmail, mailBcc } = config;
  const support =
    brandSupportEmail !== undefined && needsSmtpUtf8(brandSupportEmail)
      ? undefined
      : brandSupportEmail;
  const replyTo = mailReplyTo ?? support;
  return {
    from: parseSender(mailFrom),
    replyTo: replyTo === undefined ? undefined : parseSender(replyTo),
    bcc: mailBcc,
    listUnsubscribe: config.mailListUnsubscribe,
    feedbackId: config.mailFeedbackId,
  };
}
