import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A line to a server on loopback that is as slow as one wants. */
export interface SlowLine {
  readonly port: number;
  /** How much later each answer comes; 0 at first. */
  delayMs: number;
  close: () => Promise<void>;
}

export async function startSlowLine(to: { port: number }): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const carryLate = async (from: Socket, into: Socket): Promise<void> => {
    for await (const chunk of from) {
      if (line.delayMs > 0) await setTimeout(line.delayMs);
      into.write(chunk as Buffer);
    }
  };
  const server = createServer((near) => {
    const far = connect(to.port, '127.0.0.1');
    keep(near);
    keep(far);
    near.pipe(far);
    void carryLate(far, near)
      .catch(() => undefined)
      .finally(() => near.destroy());
  });
  // A test that never got to close it ends all the same.
  server.unref();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: SlowLine = {
    port: (server.address() as AddressInfo).port,
    delayMs: 0,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
  return line;
}
