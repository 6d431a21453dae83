import { connect } from 'node:net';

export interface BadTraffic {
  /** Made, and brought to an end by the server. */
  readonly ended: number;
  /** By status; `none` where the connection ended without an answer. */
  readonly answers: ReadonlyMap<string, number>;
  stop(): void;
}

const everyMs = 10;
/** So many under way at once; a server that is slow gets no more than that. */
const mostUnderWay = 400;

const post = (path: string, length: number, body: string): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
const requests = [
  post('/webhooks/atlas/not-the-secret-of-anybody', 2, '{}'),
  Buffer.from('GET /wp-login.php HTTP/1.1\r\nHost: example.com\r\n\r\n'),
  Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03garbage\r\n\r\n', 'latin1'),
  post('/webhooks/atlas/not-the-secret-either', 1_000_000_000, 'x'.repeat(4096)),
];

/**
 * Makes so many bad requests a second, each over a connection of its own and from another address of
 * loopback: wrong secrets, wrong paths, what is no HTTP, and bodies without end.
 */
export function sendBadRequests(options: {
  port: number;
  perSecond: number;
  address: () => string;
}): BadTraffic {
  const { port, perSecond, address } = options;
  const answers = new Map<string, number>();
  let ended = 0;
  let underWay = 0;
  let made = 0;
  const send = (): void => {
    const bytes = requests[made % requests.length];
    made += 1;
    underWay += 1;
    let status = 'none';
    const socket = connect({ port, host: '127.0.0.1', localAddress: address() });
    socket.once('data', (chunk) => {
      status = chunk.toString('latin1', 9, 12);
      socket.destroy();
    });
    // Refused, reset or out of addresses: it counts as one without an answer.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      underWay -= 1;
      ended += 1;
      answers.set(status, (answers.get(status) ?? 0) + 1);
    });
    socket.setTimeout(5000, () => socket.destroy());
    if (bytes !== undefined) socket.write(bytes);
  };

  const startedAt = performance.now();
  let due = 0;
  const timer = setInterval(() => {
    const wanted = ((performance.now() - startedAt) / 1000) * perSecond;
    while (due < wanted) {
      due += 1;
      if (underWay < mostUnderWay) send();
    }
  }, everyMs);
  return {
    get ended() {
      return ended;
    },
    answers,
    stop() {
      clearInterval(timer);
    },
  };
}
