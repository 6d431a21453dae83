import { connect, type Socket } from 'node:net';

export interface OpenConnection {
  socket: Socket;
  /** All that came back so far. */
  received: () => string;
  /** Resolves when something of what came back matches. */
  until: (pattern: RegExp) => Promise<void>;
  /** Resolves with all that came back when the connection is closed, however. */
  closed: Promise<string>;
}

/** A connection that stays open until somebody closes it; a `rude` one sends on after the server's end. */
export async function openConnection(
  port: number,
  { rude = false }: { rude?: boolean } = {},
): Promise<OpenConnection> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: rude });
  let text = '';
  const lookers = new Set<() => void>();
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (const look of lookers) look();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(text);
    });
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    received: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text)) return;
          lookers.delete(look);
          resolve();
        };
        lookers.add(look);
        look();
        void closed.then(() => {
          reject(new Error(`closed before ${String(pattern)} came: ${text}`));
        });
      }),
    closed,
  };
}
