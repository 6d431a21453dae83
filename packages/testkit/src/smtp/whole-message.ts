import type { Readable } from 'node:stream';
import type { SmtpAction } from './smtp-behaviour.ts';
import { isGood } from './perform-smtp-action.ts';

/** A message that reached the server whole, as bytes: nothing of it was parsed. */
export interface WholeMessage {
  raw: Buffer;
  /** Whether the server took it, for whichever reason its word never arrived. */
  accepted: boolean;
  /** Whether a good answer was written to a line that was still open. */
  isAnswered: boolean;
  /** Recipients of the envelope. */
  recipients: string[];
  /** Milliseconds since 1970, when its last byte had come. */
  receivedAt: number;
}

/** Whether the server takes a message that this action is the answer to. */
export function takesMessage(action: SmtpAction | undefined): boolean {
  if (action === undefined) return true;
  if ('hang' in action) return action.hang === 'after';
  return 'drop' in action || isGood(action);
}

/** The whole stream as one piece, handed on when it ends; a line that dies before hands on nothing. */
export function readMessage(stream: Readable, onWhole: (raw: Buffer) => void): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => {
    onWhole(Buffer.concat(chunks));
  });
}
