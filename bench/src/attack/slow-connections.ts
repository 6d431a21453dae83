import { connect, type Socket } from 'node:net';

export interface SlowConnections {
  /** Resolves when all of them were made once. */
  readonly made: Promise<unknown>;
  /** Open now. */
  readonly open: number;
  /** How often the server closed one, which was then made anew. */
  readonly closedByServer: number;
}

const head = 'POST /webhooks/atlas/not-the-secret HTTP/1.1\r\nHost: example.com\r\n';
/** What each says at once, and then every second. */
const manners = [
  { first: head, then: 'X-A: b\r\n' },
  { first: `${head}Content-Length: 100000\r\n\r\n`, then: '{' },
  { first: '', then: '' },
];

/** Holds so many connections open that say next to nothing: slow heads, slow bodies, and idle ones. */
export function holdSlowConnections(options: {
  port: number;
  count: number;
  address: () => string;
}): SlowConnections {
  const { port, count, address } = options;
  const sockets = new Set<Socket>();
  let closedByServer = 0;
  const hold = (index: number): Promise<void> =>
    new Promise((resolve) => {
      const { first, then } = manners[index % manners.length] ?? { first: '', then: '' };
      const socket = connect({ port, host: '127.0.0.1', localAddress: address() }, () => {
        sockets.add(socket);
        if (first !== '') socket.write(first);
        resolve();
      });
      const timer = setInterval(() => {
        if (then !== '' && socket.writable) socket.write(then);
      }, 1000);
      socket.resume();
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearInterval(timer);
        sockets.delete(socket);
        closedByServer += 1;
        resolve();
        // An attacker insists, though not faster than the server can be blamed for.
        setTimeout(() => void hold(index), 250);
      });
    });
  return {
    made: Promise.all(Array.from({ length: count }, (_, index) => hold(index))),
    get open() {
      return sockets.size;
    },
    get closedByServer() {
      return closedByServer;
    },
  };
}
