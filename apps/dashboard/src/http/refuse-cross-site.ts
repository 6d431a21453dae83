import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a browser send, the login form included. Browsers say where a
 * request came from in `Sec-Fetch-Site` (Fetch Metadata) or `Origin` (RFC 6454); clients that send
 * neither are no browsers and carry no cookies of ours by accident.
 */
export const refuseCrossSite: RequestHandler = (request, response, next) => {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  const isOurs =
    (site === undefined || site === 'same-origin' || site === 'none') &&
    (origin === undefined || hostOf(origin) === host?.toLowerCase());
  if (harmlessMethods.has(request.method) || isOurs) next();
  else sendProblem(response, { status: 403, code: 'cross_site_request' });
};

/** Undefined for an opaque origin, `null`. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
