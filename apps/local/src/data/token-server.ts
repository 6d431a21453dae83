import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface TokenServer {
  readonly port: number;
  close(): Promise<void>;
}

export type TokenAnswer =
  { kind: 'answered'; token: string } | { kind: 'refused' } | { kind: 'silent' };

const answerTimeoutMs = 1000;
const longestToken = 64;

/** Answers every connection on a free port of 127.0.0.1 with the token, as long as we live. */
export async function serveToken(token: string): Promise<TokenServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(token);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Asks whoever listens there for a token. Never rejects. */
export function askToken(port: number): Promise<TokenAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let token = '';
    const answer = (given: TokenAnswer): void => {
      socket.destroy();
      resolve(given);
    };
    socket.setTimeout(answerTimeoutMs, () => {
      answer({ kind: 'silent' });
    });
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      token += chunk;
      if (token.length > longestToken) answer({ kind: 'answered', token });
    });
    socket.on('end', () => {
      answer({ kind: 'answered', token });
    });
    socket.on('error', () => {
      answer({ kind: 'refused' });
    });
  });
}
