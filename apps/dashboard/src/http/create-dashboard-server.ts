import { createServer, type RequestListener, type Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { followConnections, limitConnections } from '@ticketpost/connections';
import onHeaders from 'on-headers';
import { isSignedIn } from '../login/signed-in-user.ts';

/** What one caller may take of the server. */
export const serverLimits = {
  /** A session, a device, and a form that travels to the issuer and back. */
  maxHeaderBytes: 16 * 1024,
  /** Pages that are kept up to date hold one each. */
  maxConnections: 1000,
  /** What one network may hold open without being logged in; no bound where proxies come. */
  maxStrangers: 50 as number | undefined,
  headersTimeoutMs: 10_000,
  /** From the first byte of a request to its last. */
  requestTimeoutMs: 30_000,
  /** For those who are logged in: with a stranger the connection ends with its answer. */
  keepAliveTimeoutMs: 65_000,
  /** Without a byte either way. The longest answer, a stream of events, says one every few seconds. */
  idleTimeoutMs: 120_000,
  /** How late they may be noticed. */
  checkEveryMs: 1000,
};

/**
 * A server that nobody holds up: what comes slowly, at length or in great numbers is cut off, and whoever
 * is logged in comes before strangers.
 */
export function createDashboardServer(
  listener: RequestListener,
  limits: typeof serverLimits = serverLimits,
): Server {
  const server = createServer({
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
  });
  server.setTimeout(limits.idleTimeoutMs);
  const now = () => performance.now();
  const connections = followConnections(server, now);
  const limit = limitConnections(server, connections, { ...limits, now });
  const sweeping = setInterval(() => {
    limit.sweep();
  }, limits.checkEveryMs);
  server.once('close', () => {
    clearInterval(sweeping);
  });
  server.on('request', (request, response) => {
    const connection = connections.of(request.socket);
    if (connection === undefined || connection.isEnding) return;
    onHeaders(response, () => {
      connection.isKnown ||= isSignedIn(request);
      if (!connection.isKnown) response.setHeader('Connection', 'close');
    });
    listener(request, response);
  });
  return server;
}
