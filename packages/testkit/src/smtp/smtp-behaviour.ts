/**
 * A moment of an SMTP conversation at which the server answers: the greeting, AUTH, MAIL FROM,
 * RCPT TO, and the end of the message (the answer after the dot).
 */
export type SmtpStage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';

/**
 * What the server does instead of a plain yes:
 * - `reply`: this code, `afterMs` late; below 400 is a yes. The line is closed after a 421, as
 *   RFC 5321 has it.
 * - `hang`: no answer ever, the line stays open.
 * - `drop`: the line is closed without an answer (`before`), in the middle of the answer
 *   (`inside`), or right after a good one (`after`).
 *
 * At `data`, `drop` is about the message: `before` closes instead of the 354, so nothing of it was
 * sent; `inside` closes after its first bytes (a message that fits into the socket's buffers may
 * have left the client whole by then); `after` takes the whole message and closes before the 250.
 * `hang` there: `before` never says 354, `true` reads the message and takes nothing, `after` takes
 * it and never says so.
 */
export type SmtpAction =
  | { reply: number; text?: string; afterMs?: number }
  | { hang: true | 'before' | 'after' }
  | { drop: 'before' | 'inside' | 'after' };

/** An action for the first `times` occasions; without `times`, for all that follow. */
export type SmtpStep = SmtpAction & { times?: number };

/** Per stage, what happens; steps follow one another, and after the last the server is good again. */
export type SmtpBehaviour = Partial<Record<SmtpStage, SmtpStep | readonly SmtpStep[]>>;

/** Decides freely; `address` is the mailbox of `mail` and `rcpt`, and the user of `auth`. */
export type SmtpDecision = (stage: SmtpStage, address: string) => SmtpAction | undefined;

/** Plays a script: each call is one occasion of its stage. */
export function playSmtpBehaviour(script: SmtpBehaviour): SmtpDecision {
  const occasions = new Map<SmtpStage, number>();
  return (stage) => {
    const occasion = occasions.get(stage) ?? 0;
    occasions.set(stage, occasion + 1);
    const steps = [script[stage] ?? []].flat();
    let used = 0;
    return steps.find((step) => {
      used += step.times ?? Infinity;
      return occasion < used;
    });
  };
}
