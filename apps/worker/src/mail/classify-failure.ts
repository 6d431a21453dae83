import { failureClasses } from './failure-classes.ts';
import type { SubmitOutcome } from './submit-outcome.ts';

/** What nodemailer tells of a failure; errors born in Node's core carry only `code`. */
export interface SubmitFailure {
  code?: string | undefined;
  /** What Node called the error before nodemailer named it, such as `ECONNREFUSED`. */
  originalCode?: string | undefined;
  /** SMTP command under way, such as `RCPT TO` or `DATA`. */
  command?: string | undefined;
  /** The server's own words, with reply code and, from most, enhanced status code. */
  response?: string | undefined;
  /** Reply code of RFC 5321. */
  responseCode?: number | undefined;
  message: string;
}

type Refusal = Extract<SubmitOutcome, { kind: 'refused' }>;

/**
 * Reads a failure by its stage. Without a "no" after the whole message was handed over nobody
 * knows what became of it: nodemailer reports that exactly as it reports a server that could not be
 * reached, and only `wasHandedOver` tells the two apart.
 */
export function classifyFailure(
  failure: SubmitFailure,
  { wasHandedOver }: { wasHandedOver: boolean },
): Extract<SubmitOutcome, { kind: 'refused' | 'unknown' }> {
  const { responseCode = 0 } = failure;
  if (responseCode >= 400) return classifyReply(failure, String(responseCode));
  if (!wasHandedOver) return classifyError(failure);
  return { kind: 'unknown', reply: nameOf(failure), answer: failure.response ?? failure.message };
}

/** Reads a failure of which it is known that nothing was handed over. */
export function classifyRefusal(failure: SubmitFailure): Refusal {
  const { responseCode = 0 } = failure;
  return responseCode >= 400
    ? classifyReply(failure, String(responseCode))
    : classifyError(failure);
}

function classifyReply({ command = '', response = '', message }: SubmitFailure, reply: string) {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '';
  const found = failureClasses.find(
    (row) =>
      'reply' in row &&
      row.reply.test(reply) &&
      (row.enhanced ?? /^/).test(enhanced) &&
      (row.command ?? /^/).test(command),
  );
  return refuse(found, { reply: `${reply} ${enhanced}`.trim(), answer: response || message });
}

function classifyError(failure: SubmitFailure): Refusal {
  const codes = `${failure.code ?? ''} ${failure.originalCode ?? ''}`;
  const found = failureClasses.find((row) => 'error' in row && row.error.test(codes));
  return refuse(found, { reply: nameOf(failure), answer: failure.response ?? failure.message });
}

/** The table ends in rows that match anything; its own end is only for the compiler. */
function refuse(
  row: Pick<Refusal, 'class' | 'code'> | undefined,
  about: Pick<Refusal, 'reply' | 'answer'>,
): Refusal {
  const { code, class: failureClass } = row ?? {
    code: 'mail_server_unreachable',
    class: 'transient_server',
  };
  return { kind: 'refused', class: failureClass, code, ...about };
}

/** The most telling code of an error. */
function nameOf({ code = '', originalCode }: SubmitFailure): string {
  return originalCode ?? code;
}
