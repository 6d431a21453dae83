import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

/** Our cookies, by what they are for. */
const names = {
  session: 'ticketpost_session',
  /** Of whoever looks at the login form. */
  login: 'ticketpost_login',
  /** Of a device that somebody logged in on. */
  device: 'ticketpost_device',
  /** Of a login that is under way at the OIDC issuer. */
  oidc: 'ticketpost_oidc',
  /** Of a form that outlives a login at the issuer. */
  draft: 'ticketpost_draft',
  /** Read by the board's script, which sends it back as `X-XSRF-TOKEN`. */
  token: 'XSRF-TOKEN',
} as const;

type CookieUse = keyof typeof names;

export interface Cookies {
  /** Empty when it did not come. */
  read(request: Request, use: CookieUse): string;
  /** Without `maxAgeMs` it lasts as long as the browser runs. */
  write(response: Response, use: CookieUse, cookie: { value: string; maxAgeMs?: number }): void;
  clear(response: Response, use: CookieUse): void;
}

/**
 * Behind TLS they are `Secure` and carry the prefix `__Host-` (RFC 6265bis), so that no other host and
 * no plain HTTP can have set them; one without the prefix is none of ours then.
 */
export function createCookies(options: { isBehindTls: (request: Request) => boolean }): Cookies {
  const { isBehindTls } = options;
  const nameOf = (request: Request, use: CookieUse): string =>
    // The board's script knows its cookie by this name alone.
    isBehindTls(request) && use !== 'token' ? `__Host-${names[use]}` : names[use];
  const attributesOf = (request: Request, use: CookieUse) =>
    ({
      httpOnly: use !== 'token',
      // The way back from the issuer begins on another site.
      sameSite: use === 'oidc' ? 'lax' : 'strict',
      secure: isBehindTls(request),
      path: '/',
    }) as const;
  return {
    read: (request, use) => parseCookie(request.headers.cookie ?? '')[nameOf(request, use)] ?? '',
    write(response, use, { value, maxAgeMs }) {
      const { req: request } = response;
      response.cookie(nameOf(request, use), value, {
        ...attributesOf(request, use),
        ...(maxAgeMs === undefined ? {} : { maxAge: maxAgeMs }),
      });
    },
    clear(response, use) {
      const { req: request } = response;
      response.clearCookie(nameOf(request, use), attributesOf(request, use));
    },
  };
}
