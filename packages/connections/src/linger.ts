import type { Socket } from 'node:net';

const limits = { ms: 1000, bytes: 65_536 } as const;

/**
 * Makes the orderly end of a connection one that its caller can read: after our last byte we go on
 * taking what comes, for a second and 64 KiB at most. To close with unread bytes would make the
 * system reset the connection, and the answer might be lost (RFC 9112, section 9.6).
 */
export function lingerAtEnd(socket: Socket, onEnding: () => void): void {
  let isEnding = false;
  // Node ends a connection by this method after an answer with `Connection: close`.
  socket.destroySoon = () => {
    if (isEnding || socket.destroyed) return;
    isEnding = true;
    onEnding();
    const readBefore = socket.bytesRead;
    const timer = setTimeout(() => {
      socket.destroy();
    }, limits.ms);
    socket.once('close', () => {
      clearTimeout(timer);
    });
    socket.on('data', () => {
      if (socket.bytesRead - readBefore > limits.bytes) socket.destroy();
    });
    socket.resume();
    socket.end();
  };
}
