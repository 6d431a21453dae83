import type { IncomingMessage } from 'node:http';
import type { DashboardUser } from '@ticketpost/settings/dashboard';

const usersByRequest = new WeakMap<IncomingMessage, DashboardUser>();

/** Says who sent this request. */
export function setSignedInUser(request: IncomingMessage, user: DashboardUser): void {
  usersByRequest.set(request, user);
}

/** Who sent this request; throws on one that did not pass the login. */
export function signedInUser(request: IncomingMessage): DashboardUser {
  const user = usersByRequest.get(request);
  if (user === undefined) throw new Error('this request did not pass the login');
  return user;
}

export function isSignedIn(request: IncomingMessage): boolean {
  return usersByRequest.has(request);
}
