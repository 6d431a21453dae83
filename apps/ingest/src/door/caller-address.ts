import type { IncomingMessage } from 'node:http';
import { readAddress } from '@ticketpost/connections';

/** From where a request comes. */
export interface CallerAddress {
  /** Of the caller; `undefined` when the proxies in front do not tell it as they must. */
  address: string | undefined;
  /** At the other end of the connection; `undefined` when that is gone by now. */
  peer: string | undefined;
}

interface ForwardedRequest {
  headers: IncomingMessage['headers'];
  socket: { remoteAddress?: string | undefined };
}

/**
 * Reads the address of a caller behind exactly `trustedProxies` proxies, each of which appends the
 * address that it saw to `X-Forwarded-For`. Only the entry that the outermost of them wrote is
 * believed: what stands before it was written by the caller. Without the header nobody claims
 * anything, and the peer is the caller.
 */
export function createCallerAddress({ trustedProxies }: { trustedProxies: number }) {
  return function readCallerAddress(request: ForwardedRequest): CallerAddress {
    const peer = readAddress(request.socket.remoteAddress);
    // Lines of the same name are joined by Node, in their order.
    const forwarded = request.headers['x-forwarded-for'];
    if (trustedProxies === 0 || forwarded === undefined) return { address: peer, peer };
    const entries = String(forwarded).split(',');
    return { address: readAddress(entries.at(-trustedProxies)), peer };
  };
}
