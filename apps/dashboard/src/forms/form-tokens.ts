import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Cookies } from '../http/cookies.ts';
import { isSameText } from '../http/is-same-text.ts';
import { keyedHash } from '../http/keyed-hash.ts';
import { isSignedIn, sessionOf } from '../login/signed-in-user.ts';
import { fillInFormToken, readFormToken } from './form-token-field.ts';

/** Proofs that a form comes from a page of ours, for those who are logged in and those who log in. */
export interface FormTokens {
  /** Puts the token into every page that is sent as text, whoever makes it. */
  fillIn: RequestHandler;
  /** Whether the form that logs in was made for this browser. */
  isLoginFormOf(request: Request): boolean;
}

const loginCookieForm = /^[\w-]{22}$/;

/**
 * The token of somebody who is logged in belongs to the session, that of somebody who is not to a
 * cookie of its own; neither can be made without the key.
 */
export function createFormTokens({ cookies, key }: { cookies: Cookies; key: Buffer }): FormTokens {
  const loginTokenOf = (id: string): string => keyedHash(key, 'login', id);

  const idOf = (request: Request): string | undefined => {
    const id = cookies.read(request, 'login');
    return loginCookieForm.test(id) ? id : undefined;
  };
  const beginLogin = (response: Response): string => {
    const id = randomBytes(16).toString('base64url');
    cookies.write(response, 'login', { value: id });
    return id;
  };
  const findToken = (request: Request, response: Response): string | undefined => {
    if (isSignedIn(request)) return sessionOf(request)?.formToken;
    // Sent while nobody could be asked whose session it is: it may still be good.
    const sent = readFormToken(request.body);
    if (sent !== '' && response.statusCode === 503) return sent;
    return loginTokenOf(idOf(request) ?? beginLogin(response));
  };

  return {
    fillIn(request, response, next) {
      const send = response.send.bind(response);
      response.send = (body: unknown) => {
        if (typeof body !== 'string' || !body.includes('method="post"')) return send(body);
        const token = findToken(request, response);
        return send(token === undefined ? body : fillInFormToken(body, token));
      };
      next();
    },
    isLoginFormOf(request) {
      const id = idOf(request);
      return id !== undefined && isSameText(readFormToken(request.body), loginTokenOf(id));
    },
  };
}
