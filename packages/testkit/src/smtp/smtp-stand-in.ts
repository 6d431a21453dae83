import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { createArrivals } from '../arrivals.ts';
import { TestkitError } from '../testkit-error.ts';
import { answerMessage } from './answer-message.ts';
import { performSmtpAction, smtpReplyError } from './perform-smtp-action.ts';
import { readMessage, takesMessage, type WholeMessage } from './whole-message.ts';
import { parseReceivedMail, type ReceivedMail } from './received-mail.ts';
import {
  playSmtpBehaviour,
  type SmtpBehaviour,
  type SmtpDecision,
  type SmtpStage,
} from './smtp-behaviour.ts';

export interface SmtpStandInOptions {
  /** Default a free one. */
  port?: number;
  /** With it a login is required; without it every login is accepted and none is needed. */
  authenticate?: (user: string, password: string) => boolean;
  /** Leaves SMTPUTF8 out of the EHLO answer; default false. */
  hideSmtpUtf8?: boolean;
  /**
   * Told of every message that came in whole, once its answer was given (or was not). With it
   * nothing is parsed and `mails` stays empty: for loads of thousands.
   */
  onMessage?: (message: WholeMessage) => void;
}

/** A mail server on 127.0.0.1 that keeps what it gets and misbehaves on demand. */
export interface SmtpStandIn {
  /** `smtp://127.0.0.1:<port>`, without a login. */
  readonly url: string;
  readonly port: number;
  /** Every message that came in whole, refused ones included: see `accepted`. */
  readonly mails: readonly ReceivedMail[];
  /** How many connections were made since the start. */
  readonly connections: number;
  /**
   * The first accepted mail that matches and was not handed out before, already here or still to
   * come. Rejects with `timed_out` (bound: 10 s unless told), naming what was received instead.
   */
  nextMail(
    match?: (mail: ReceivedMail) => boolean,
    options?: { timeoutMs?: number },
  ): Promise<ReceivedMail>;
  /** Replaces the behaviour from now on; `{}` is a good server. */
  behave(behaviour: SmtpBehaviour | SmtpDecision): void;
  /** Ends every line and listens no more: connections are refused until `comeBack`. */
  goAway(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
  /** Closes every line at once; whoever waits for a mail is rejected with `closed`. */
  close(): Promise<void>;
}

/** Longer than any client's patience: a hanging line is never ended by us. */
const idleTimeoutMs = 3_600_000;

export async function startSmtpStandIn(options: SmtpStandInOptions = {}): Promise<SmtpStandIn> {
  const { authenticate } = options;
  const sockets = new Map<number, Socket>();
  const arrivals = createMailArrivals();
  let decide: SmtpDecision = playSmtpBehaviour({});
  let connections = 0;

  const answer = (
    stage: SmtpStage,
    session: SMTPServerSession,
    reply: (error?: Error) => void,
    address = '',
  ): void => {
    const socket = sockets.get(session.remotePort);
    performSmtpAction({ action: decide(stage, address), stage, socket, reply });
  };

  const server = new SMTPServer({
    name: 'mail.example.test',
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authOptional: authenticate === undefined,
    hideSMTPUTF8: options.hideSmtpUtf8 ?? false,
    socketTimeout: idleTimeoutMs,
    onConnect: (session, callback) => {
      answer('connect', session, callback);
    },
    onAuth: ({ username = '', password }, session, callback) => {
      const isKnown = authenticate?.(username, password ?? '') ?? true;
      const reply = (error?: Error): void => {
        const refusal = isKnown ? undefined : smtpReplyError(535, 'Authentication failed');
        callback(error ?? refusal, { user: username });
      };
      answer('auth', session, reply, username);
    },
    onMailFrom: ({ address }, session, callback) => {
      answer('mail', session, callback, address);
    },
    onRcptTo: ({ address }, session, callback) => {
      answer('rcpt', session, callback, address);
    },
    onData: (stream, session, callback) => {
      const action = decide('data', '');
      const socket = sockets.get(session.remotePort);
      if (action && 'drop' in action && action.drop !== 'after') {
        if (action.drop === 'before') socket?.destroy();
        else stream.once('data', () => socket?.destroy());
        return;
      }
      // smtp-server says 354 by itself once this returns; a corked line keeps it.
      if (action && 'hang' in action && action.hang === 'before') {
        socket?.cork();
        return;
      }
      const { mailFrom, rcptTo } = session.envelope;
      const accepted = takesMessage(action);
      const recipients = rcptTo.map(({ address }) => address);
      const { onMessage } = options;
      readMessage(stream, (raw) => {
        if (onMessage === undefined) {
          const from = mailFrom === false ? '' : mailFrom.address;
          void parseReceivedMail(raw, { accepted, from, recipients }).then((mail) => {
            arrivals.add(mail);
            answerMessage({ action, socket, reply: callback, onEnd: () => undefined });
          }, callback);
          return;
        }
        const receivedAt = Date.now();
        const onEnd = (isAnswered: boolean): void => {
          onMessage({ raw, accepted, isAnswered, recipients, receivedAt });
        };
        answerMessage({ action, socket, reply: callback, onEnd });
      });
    },
  });
  // A client that goes away in the middle of a conversation is what this server is for.
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    connections += 1;
    sockets.set(remotePort, socket);
    socket.once('close', () => {
      if (sockets.get(remotePort) === socket) sockets.delete(remotePort);
    });
  });

  const listener = server.listen(options.port ?? 0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const endLines = (): void => {
    for (const socket of sockets.values()) socket.destroy();
  };

  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails: arrivals.items,
    get connections() {
      return connections;
    },
    nextMail: (match = () => true, { timeoutMs = 10_000 } = {}) =>
      arrivals.next((mail) => mail.accepted && match(mail), timeoutMs),
    behave(behaviour) {
      decide = typeof behaviour === 'function' ? behaviour : playSmtpBehaviour(behaviour);
    },
    async goAway() {
      const closed = once(listener, 'close');
      listener.close();
      endLines();
      await closed;
    },
    async comeBack() {
      listener.listen(port, '127.0.0.1');
      await once(listener, 'listening');
    },
    async close() {
      arrivals.end(() => new TestkitError('The mail server was closed', { code: 'closed' }));
      const closed = new Promise<void>((resolve) => {
        server.close(resolve);
      });
      endLines();
      await closed;
    },
  };
}

function createMailArrivals(): ReturnType<typeof createArrivals<ReceivedMail>> {
  return createArrivals<ReceivedMail>({
    takeOnce: true,
    maxItems: Infinity,
    describe: (mails) => ({
      message: `The mail waited for did not come (received: ${mails.length})`,
      lines: mails.map(
        ({ recipients, subject, messageId, accepted }) =>
          `to ${recipients.join(', ')}: ${subject} ${messageId}${accepted ? '' : ' (not accepted)'}`,
      ),
    }),
  });
}
