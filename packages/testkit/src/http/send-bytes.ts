import { connect, type Socket } from 'node:net';
import { parseAnswers, type RawAnswer } from './raw-answer.ts';

export interface SendBytesOptions {
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Of this machine, to come from; on Linux any of 127.0.0.0/8. */
  localAddress?: string | undefined;
  /** Written one after the other, each in a turn of its own. */
  parts: readonly Buffer[];
  /**
   * What happens when all parts are written: `wait` keeps our side open, `end` closes it, `hang_up`
   * closes the connection at once.
   */
  then: 'wait' | 'end' | 'hang_up';
  /** `answer`: resolves with the first whole answer, and closes. `close`: when the server has closed. */
  until: 'answer' | 'close';
  /** Of the whole exchange; default 10 000. */
  timeoutMs?: number;
}

/** What came back. Never rejects: a connection that could not be made came back with nothing. */
export interface BytesExchange {
  answers: RawAnswer[];
  bytes: Buffer;
  /** How it ended: by a whole answer, by the server, by us, by an error's code, or not in time. */
  end: 'answered' | 'closed' | 'hung_up' | 'timed_out' | { error: string };
}

/** The head of an endless answer is enough to know that one came. */
const endless = /^HTTP\/1\.1 200 [^]*text\/event-stream[^]*\r\n\r\n/i;

/** Sends bytes as they are, over a connection of their own. */
export function sendBytes(options: SendBytesOptions): Promise<BytesExchange> {
  const { port, host = '127.0.0.1', localAddress, parts, then, until } = options;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host, ...(localAddress && { localAddress }) });
    const finish = (end: BytesExchange['end']): void => {
      clearTimeout(timer);
      socket.destroy();
      const bytes = Buffer.concat(chunks);
      resolve({ ...parseAnswers(bytes), bytes, end });
    };
    const timer = setTimeout(() => {
      finish('timed_out');
    }, options.timeoutMs ?? 10_000);
    let closedBy: BytesExchange['end'] = 'closed';
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (until === 'answer' && hasAnswer(chunks)) finish('answered');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      closedBy = { error: error.code ?? error.message };
    });
    socket.on('close', () => {
      finish(closedBy);
    });
    writeParts(socket, parts, () => {
      if (then === 'end') socket.end();
      if (then === 'hang_up') finish('hung_up');
    });
  });
}

function hasAnswer(chunks: readonly Buffer[]): boolean {
  const bytes = Buffer.concat(chunks);
  const [first] = parseAnswers(bytes).answers;
  if (first === undefined) return false;
  return first.isWhole || endless.test(bytes.toString('latin1'));
}

function writeParts(socket: Socket, [first, ...others]: readonly Buffer[], done: () => void): void {
  // The server may have had enough of it already, and closed.
  if (first === undefined || !socket.writable) {
    done();
    return;
  }
  socket.write(first, () =>
    setImmediate(() => {
      writeParts(socket, others, done);
    }),
  );
}
