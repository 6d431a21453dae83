import { Readable } from 'node:stream';

/** Says whether a mail may still be handed over. */
export interface HandoverPermit {
  /** Aborted when it may not any more, whatever the stage. */
  readonly lost: AbortSignal;
  /** Asked when all but the end of the message has been read. */
  isSurelyOurs(): Promise<boolean>;
}

/** One mail on its way through the connection. */
export interface Handover {
  /** What nodemailer stops at; a lost claim aborts it only while nothing can have been delivered. */
  readonly signal: AbortSignal;
  /** `done`: the last byte was read. `withheld`: it never will be. */
  readonly state: 'open' | 'done' | 'withheld';
  /**
   * Puts the guard between a message and the connection that reads it. Reading begins after the
   * server's 354 to DATA, so until it is `done` nothing can have been delivered: nodemailer writes
   * the dot that ends the message only when this stream has ended, and closes the connection when it
   * fails. What the socket holds by then cannot be called back.
   */
  guard(message: Readable): Readable;
  /** Stops nodemailer at any stage; only a mail that is `done` can have been delivered. */
  giveUp(reason: Error): void;
  /** Nobody asks any more. */
  end(): void;
}

export function openHandover(permit: HandoverPermit): Handover {
  const stopping = new AbortController();
  let state: Handover['state'] = 'open';
  const withhold = () => {
    if (state !== 'open') return;
    state = 'withheld';
    stopping.abort();
  };
  permit.lost.addEventListener('abort', withhold);
  if (permit.lost.aborted) withhold();

  async function* holdBackTheEnd(message: Readable) {
    let end: unknown;
    for await (const chunk of message) {
      if (end !== undefined) yield end;
      end = chunk;
    }
    if (!(await permit.isSurelyOurs())) withhold();
    if (stopping.signal.aborted) throw new Error('the end of the message is held back');
    yield end;
  }

  return {
    signal: stopping.signal,
    get state() {
      return state;
    },
    guard(message) {
      // Nothing is read ahead: the permit is asked when the connection wants the end itself.
      const output = Readable.from(holdBackTheEnd(message), {
        objectMode: false,
        highWaterMark: 1,
      });
      output.once('end', () => {
        state = 'done';
      });
      return output;
    },
    giveUp: (reason) => {
      stopping.abort(reason);
    },
    end: () => {
      permit.lost.removeEventListener('abort', withhold);
    },
  };
}
