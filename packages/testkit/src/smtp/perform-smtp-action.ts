import type { Socket } from 'node:net';
import type { SmtpAction, SmtpStage } from './smtp-behaviour.ts';

export interface SmtpMoment {
  /** Undefined is a plain yes. */
  action: SmtpAction | undefined;
  stage: SmtpStage;
  /** Undefined when the client is gone already. */
  socket: Socket | undefined;
  /** Writes the answer: a yes, or the error's code and text. */
  reply: (error?: Error) => void;
}

/** The good answers' first digits, for a line that breaks in the middle of one. */
const halfAnswers: Readonly<Record<SmtpStage, string>> = {
  connect: '22',
  auth: '23',
  mail: '25',
  rcpt: '25',
  data: '25',
};

/** Does to the line what the script says. */
export function performSmtpAction({ action, stage, socket, reply }: SmtpMoment): void {
  if (action === undefined) {
    reply();
  } else if ('reply' in action) {
    const { reply: code, text, afterMs = 0 } = action;
    const answer = (): void => {
      reply(isGood(action) ? undefined : smtpReplyError(code, text));
      if (code === 421) socket?.end();
    };
    if (afterMs === 0) answer();
    else setTimeout(answer, afterMs);
  } else if ('drop' in action) {
    drop(action.drop);
  }

  function drop(where: 'before' | 'inside' | 'after'): void {
    if (where === 'before') socket?.destroy();
    if (where === 'inside') socket?.end(halfAnswers[stage]);
    if (where === 'after') {
      reply();
      socket?.end();
    }
  }
}

export function isGood(action: SmtpAction | undefined): boolean {
  return action === undefined || ('reply' in action && action.reply < 400);
}

export function smtpReplyError(code: number, text = 'As the script has it'): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
