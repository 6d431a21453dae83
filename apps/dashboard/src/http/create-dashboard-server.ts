import { createServer, type RequestListener, type Server } from 'node:http';

/** What one caller may take of the server. */
export const serverLimits = {
  /** A session, a device, and a form that travels to the issuer and back. */
  maxHeaderBytes: 16 * 1024,
  /** Pages that are kept up to date hold one each. */
  maxConnections: 1000,
  headersTimeoutMs: 10_000,
  /** From the first byte of a request to its last. */
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  /** Without a byte either way. The longest answer, a stream of events, says one every few seconds. */
  idleTimeoutMs: 120_000,
  /** How late they may be noticed. */
  checkEveryMs: 1000,
};

/** A server that nobody holds up: what comes slowly, at length or in great numbers is cut off. */
export function createDashboardServer(
  listener: RequestListener,
  limits: typeof serverLimits = serverLimits,
): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
    listener,
  );
  server.maxConnections = limits.maxConnections;
  server.setTimeout(limits.idleTimeoutMs);
  return server;
}
