import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** One message as the most lenient receiver understands it. */
interface RawMessage {
  from: string;
  recipients: string[];
  /** Its lines, whatever ended them, dots still stuffed. */
  lines: string[];
}

export interface RawSmtpOptions {
  /** What is said to EHLO beside the greeting. */
  extensions?: string[];
  /** Offers STARTTLS, or speaks TLS from the start. */
  tls?: TlsOptions & { fromTheStart?: boolean };
  /** Hides STARTTLS, as somebody on the way would, or answers it otherwise. */
  stripsStartTls?: boolean;
  startTlsReply?: string;
  /** Sent in clear right behind the 220 to STARTTLS. */
  injected?: string;
  /** Goes on in clear after its 220, as a server that was lied to. */
  pretendsTls?: boolean;
  /** Never comes to the end of its answer to this, though never silent: a verb, `.` for the message's end. */
  drips?:
    'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | '.' | 'RSET' | 'QUIT' | undefined;
}

const dripMs = 20;

/**
 * A mail server on bare sockets that takes CR, LF and CRLF for the end of a line and a lone dot between
 * any of them for the end of a message, and ignores NUL: as lenient as all servers together of whom
 * smuggling was reported (SMTP smuggling, 2023).
 */
export async function startRawSmtp(initial: RawSmtpOptions = {}) {
  let options = initial;
  const messages: RawMessage[] = [];
  const commands: string[] = [];
  const said = new EventEmitter();
  /** Everything that came on a line without TLS, and all bytes of messages as they came. */
  let inClear = '';
  let bytes = '';
  let sessions = 0;
  const sockets = new Set<Socket>();

  const speak = (socket: Socket, isSecure: boolean, greets: boolean) => {
    let endedByCr = false;
    let pending = '';
    let current: RawMessage = { from: '', recipients: [], lines: [] };
    let isData = false;
    const say = (text: string) => socket.write(`${text}\r\n`);
    const drip = (line: string) => {
      const timer = setInterval(() => say(line), dripMs);
      socket.once('close', () => {
        clearInterval(timer);
      });
    };
    const take = (line: string) => {
      if (isData) {
        if (line !== '.') {
          current.lines.push(line);
          return;
        }
        isData = false;
        messages.push(current);
        bytes += '\n';
        current = { from: '', recipients: [], lines: [] };
        if (options.drips === '.') drip('250-2.0.0 soon');
        else say('250 2.0.0 taken');
        return;
      }
      commands.push(line);
      said.emit('line');
      const [verb = ''] = line.toUpperCase().split(/[ :]/);
      if (verb === options.drips) {
        drip(verb === 'DATA' ? '354-soon' : '250-soon');
        return;
      }
      switch (verb) {
        case 'EHLO': {
          const offers = [...(options.extensions ?? [])];
          const isOffered = options.tls !== undefined && options.stripsStartTls !== true;
          if (!isSecure && isOffered) offers.push('STARTTLS');
          const lines = ['mail.example.test', ...offers];
          const last = lines.length - 1;
          socket.write(
            lines.map((text, index) => `250${index === last ? ' ' : '-'}${text}\r\n`).join(''),
          );
          return;
        }
        case 'STARTTLS': {
          startTls();
          return;
        }
        case 'AUTH':
          say('235 2.7.0 welcome');
          return;
        case 'MAIL':
          current = { from: line, recipients: [], lines: [] };
          say('250 2.1.0 fine');
          return;
        case 'RCPT':
          current.recipients.push(line);
          say('250 2.1.5 fine');
          return;
        case 'DATA':
          isData = true;
          say('354 go on');
          return;
        case 'QUIT':
          say('221 bye');
          return;
        default:
          say(/^(RSET|NOOP)$/.test(verb) ? '250 fine' : '500 5.5.2 what?');
      }
    };
    const read = (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (!isSecure) inClear += text;
      for (const char of text) {
        // The LF of DATA's own end is none of the message.
        if (isData && !(char === '\n' && endedByCr && current.lines.length === 0)) bytes += char;
        if (char === '\n' && endedByCr) endedByCr = false;
        else if (char === '\r' || char === '\n') {
          endedByCr = char === '\r';
          const line = pending;
          pending = '';
          take(line);
        } else {
          endedByCr = false;
          if (char !== '\0') pending += char;
        }
      }
    };
    const startTls = () => {
      const { startTlsReply, injected, pretendsTls, tls } = options;
      if (startTlsReply !== undefined || tls === undefined) {
        say(startTlsReply ?? '502 5.5.1 no such command');
        return;
      }
      socket.write(`220 2.0.0 go on\r\n${injected ?? ''}`);
      if (pretendsTls === true) return;
      socket.off('data', read);
      secure(socket, tls, (within) => {
        speak(within, true, false);
      });
    };
    socket.on('data', read);
    if (greets && options.drips === 'greeting') drip('220-soon');
    else if (greets) say('220 mail.example.test ESMTP');
  };

  const server = createServer((socket) => {
    sessions += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    const { tls } = options;
    if (tls?.fromTheStart !== true) {
      speak(socket, false, true);
      return;
    }
    secure(socket, tls, (within) => {
      speak(within, true, true);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    messages,
    /** In their order, of all sessions. */
    commands,
    inClear: () => inClear,
    /** Of all messages, from behind DATA to the dot. */
    bytes: () => bytes,
    sessions: () => sessions,
    /** Settles once such a command came. */
    async untilSaid(pattern: RegExp) {
      while (!commands.some((command) => pattern.test(command))) await once(said, 'line');
    },
    /** Settles once every line of now has ended. */
    allEnded: () =>
      Promise.all(
        [...sockets].filter(({ destroyed }) => !destroyed).map((socket) => once(socket, 'close')),
      ),
    /** From the next session on. */
    behave(next: RawSmtpOptions) {
      options = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** Handshakes as a whole server of Node's does, with its alerts. */
function secure(socket: Socket, options: TlsOptions, then: (within: Socket) => void): void {
  const server = createTlsServer(options, (within) => {
    within.on('error', () => undefined);
    then(within);
  });
  server.on('tlsClientError', () => undefined);
  server.emit('connection', socket);
}

export type RawSmtp = Awaited<ReturnType<typeof startRawSmtp>>;
