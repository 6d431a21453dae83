import type { Request, RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a browser send, the login form included. Browsers say where a
 * request came from in `Sec-Fetch-Site` (Fetch Metadata) or `Origin` (RFC 6454); clients that send
 * neither are no browsers and carry no cookies of ours by accident.
 */
export const refuseCrossSite: RequestHandler = (request, response, next) => {
  if (harmlessMethods.has(request.method) || isOurs(request)) next();
  else sendProblem(response, { status: 403, code: 'cross_site_request' });
};

/** The same for a page that is only looked at, where looking stands in the audit log. */
export const refuseCrossSiteLook: RequestHandler = (request, response, next) => {
  if (isOurs(request)) next();
  else sendProblem(response, { status: 403, code: 'cross_site_request' });
};

function isOurs({ headers }: Request): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  return (
    (site === undefined || site === 'same-origin' || site === 'none') &&
    (origin === undefined || hostOf(origin) === host?.toLowerCase())
  );
}

/** Undefined for an opaque origin, `null`. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
