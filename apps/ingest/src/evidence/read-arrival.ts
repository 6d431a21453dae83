import type { Receipt } from '@ticketpost/evidence';
import type { Request } from 'express';
import { readHeaders } from './read-headers.ts';

/** What a request tells of itself, apart from its body. */
export type Arrival = Omit<Receipt, 'receivedAt' | 'bytes' | 'sha256'>;

/** Longer than any address; a proxy may write anything into `X-Forwarded-For`. */
const longestAddress = 64;

/** Reads an authentic request whose secret is the last part of its path; that is kept nowhere. */
export function readArrival(
  request: Request<{ secret: string }>,
  { bodyMs }: { bodyMs: number },
): Arrival {
  const address = readAddress(request.ip);
  const peer = readAddress(request.socket.remoteAddress);
  return {
    bodyMs,
    address,
    ...(peer === address ? {} : { peer }),
    httpVersion: request.httpVersion,
    ...readHeaders(request.rawHeaders, request.params.secret),
  };
}

/** Node writes IPv4 on a socket for both as IPv6. Absent when the connection is gone by now. */
function readAddress(address = 'unknown'): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, longestAddress);
}
