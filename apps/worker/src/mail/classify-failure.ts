import { failureClasses } from './failure-classes.ts';
import type { SubmitOutcome } from './submit-outcome.ts';

/** What nodemailer tells of a failure; errors born in Node's core carry only `code`. */
export interface SubmitFailure {
  code?: string | undefined;
  /** SMTP command under way, such as `RCPT TO` or `DATA`. */
  command?: string | undefined;
  /** The server's own words, with reply code and, from most, enhanced status code. */
  response?: string | undefined;
  /** Reply code of RFC 5321, 4xx or 5xx. */
  responseCode?: number | undefined;
  message: string;
}

/**
 * Reads a failure by its stage. Without a reply after the whole message was handed over nobody
 * knows what became of it: nodemailer reports that exactly as it reports a server that could not be
 * reached, and only `wasHandedOver` tells the two apart.
 */
export function classifyFailure(
  failure: SubmitFailure,
  { wasHandedOver }: { wasHandedOver: boolean },
): Exclude<SubmitOutcome, { kind: 'accepted' }> {
  const { code = '', command = '', response, responseCode, message } = failure;
  const answer = response ?? message;
  if (responseCode === undefined) {
    const about = { reply: code, answer };
    return wasHandedOver
      ? { kind: 'unknown', ...about }
      : { kind: 'refused', isPermanent: false, code: 'mail_server_unreachable', ...about };
  }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? '';
  const found = failureClasses.find(
    (row) =>
      row.reply.test(String(responseCode)) &&
      (row.enhanced ?? /^/).test(enhanced) &&
      (row.command ?? /^/).test(command),
  );
  return {
    kind: 'refused',
    code: found?.code ?? 'mail_server_refused_us',
    isPermanent: found?.isPermanent ?? false,
    reply: `${responseCode} ${enhanced}`.trim(),
    answer,
  };
}
