import type { ServerResponse } from 'node:http';

/** How an answer ended: handed to the system whole, or not, since the connection broke before. */
export interface AnswerEnd {
  status: number;
  isBroken: boolean;
}

/** Says once how the answer ended, whenever that is; to be called before it is written. */
export function followAnswer(response: ServerResponse, onEnd: (end: AnswerEnd) => void): void {
  if (response.closed) {
    // The caller hung up while its delivery was stored: nobody will announce that again. What the
    // status would have been is set by whoever goes on to write the answer.
    queueMicrotask(() => {
      onEnd({ status: response.statusCode, isBroken: true });
    });
    return;
  }
  response.once('close', () => {
    onEnd({ status: response.statusCode, isBroken: !response.writableFinished });
  });
}
