import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  url: string;
  /** Forwards nothing more on the connections of now, which stay open; new ones work. */
  silence(): void;
  countConnections(): number;
  close(): Promise<void>;
}

/** A TCP proxy in front of a Redis port, whose connections can fall silent as a dead host's do. */
export async function startProxy(port: number): Promise<Proxy> {
  const pairs: (readonly [Socket, Socket])[] = [];
  const server = createServer((inner) => {
    const outer = connect(port, '127.0.0.1');
    pairs.push([inner, outer]);
    inner.pipe(outer).pipe(inner);
    for (const socket of [inner, outer]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silence() {
      for (const [inner, outer] of pairs) {
        inner.unpipe();
        outer.unpipe();
      }
    },
    countConnections: () => pairs.length,
    close() {
      for (const socket of pairs.flat()) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
