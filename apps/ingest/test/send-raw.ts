import { connect } from 'node:net';

/**
 * Sends bytes as they are over a connection of their own and resolves with all that came back when
 * the server closed it; `hangUp` closes our side first.
 */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  { hangUp = false }: { hangUp?: boolean } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answers: Buffer[] = [];
    socket.on('data', (chunk) => answers.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(Buffer.concat(answers).toString('utf8'));
    });
    socket.write(bytes, () => {
      if (hangUp) socket.end();
    });
  });
}

/** The status of the first answer in what came back; 0 for none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
}

/** What came back after the first head. */
export function bodyOf(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}
