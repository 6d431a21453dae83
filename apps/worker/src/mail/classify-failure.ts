import type { SubmitOutcome } from './submit-outcome.ts';

/** What nodemailer tells of a failure; errors born in Node's core carry only `code`. */
export interface SubmitFailure {
  code?: string | undefined;
  /** SMTP command under way, such as `RCPT TO` or `DATA`. */
  command?: string | undefined;
  /** Reply code of RFC 5321, 4xx or 5xx. */
  responseCode?: number | undefined;
  message: string;
}

/**
 * Reads a failure by its stage. A 5xx about this mailbox or this message is final. A 5xx at any
 * other stage (greeting, TLS, authentication, sender) is about ourselves and not about the
 * traveller, so that it never makes a dead letter at once. Without a reply after the whole message
 * was handed over, nobody knows: nodemailer reports that exactly as it reports a server that could
 * not be reached, and only `wasHandedOver` tells the two apart.
 */
export function classifyFailure(
  failure: SubmitFailure,
  { wasHandedOver }: { wasHandedOver: boolean },
): SubmitOutcome {
  const { responseCode, command = '', message } = failure;
  const answer = message;
  if (responseCode === undefined) {
    return wasHandedOver
      ? { kind: 'unknown', answer }
      : { kind: 'refused', isPermanent: false, code: 'mail_server_unreachable', answer };
  }
  if (responseCode < 500) {
    return { kind: 'refused', isPermanent: false, code: 'mail_server_busy', answer };
  }
  switch (command) {
    case 'RCPT TO':
      return { kind: 'refused', isPermanent: true, code: 'mailbox_refused', answer };
    case 'DATA':
      return { kind: 'refused', isPermanent: true, code: 'message_refused', answer };
    default:
      return { kind: 'refused', isPermanent: false, code: 'mail_server_refused_us', answer };
  }
}
