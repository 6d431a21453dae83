import type { IncomingMessage } from 'node:http';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { Session } from '../sessions/sessions.ts';

/** Who sent a request, and the session that says so; none for `Authorization: Basic`. */
export interface SignedIn {
  user: DashboardUser;
  session?: Session | undefined;
}

const signedIn = new WeakMap<IncomingMessage, SignedIn>();

/** Says who sent this request. */
export function setSignedIn(request: IncomingMessage, who: SignedIn): void {
  signedIn.set(request, who);
}

/** Who sent this request; throws on one that did not pass the login. */
export function signedInUser(request: IncomingMessage): DashboardUser {
  const who = signedIn.get(request);
  if (who === undefined) throw new Error('this request did not pass the login');
  return who.user;
}

export function isSignedIn(request: IncomingMessage): boolean {
  return signedIn.has(request);
}

/** The session of this request; `undefined` for `Authorization: Basic` and for strangers. */
export function sessionOf(request: IncomingMessage): Session | undefined {
  return signedIn.get(request)?.session;
}
