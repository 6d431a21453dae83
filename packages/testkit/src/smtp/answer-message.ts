import type { Socket } from 'node:net';
import { performSmtpAction } from './perform-smtp-action.ts';
import type { SmtpAction } from './smtp-behaviour.ts';

/** Does what the script says after the dot, and tells whether a good answer reached an open line. */
export function answerMessage(options: {
  action: SmtpAction | undefined;
  socket: Socket | undefined;
  reply: (error?: Error) => void;
  onEnd: (isAnswered: boolean) => void;
}): void {
  const { action, socket, reply, onEnd } = options;
  if (action !== undefined && 'drop' in action) {
    socket?.destroy();
    onEnd(false);
  } else if (action !== undefined && 'hang' in action) {
    onEnd(false);
  } else {
    const answer = (error?: Error): void => {
      const isOpen = socket !== undefined && !socket.destroyed;
      reply(error);
      onEnd(error === undefined && isOpen);
    };
    performSmtpAction({ action, stage: 'data', socket, reply: answer });
  }
}
