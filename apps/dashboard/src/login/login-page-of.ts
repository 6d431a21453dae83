import type { Request } from 'express';
import { loginPage } from '../pages/login-page.ts';
import type { DashboardOidc } from '../oidc/create-oidc.ts';

/** The login page with the ways in that there are. */
export type ShowLogin = (
  options: Omit<Parameters<typeof loginPage>[0], 'hasPasswords' | 'oidc'>,
) => string;

export function createShowLogin(options: {
  hasUsers: boolean;
  oidc: Pick<DashboardOidc, 'issuerHost' | 'isAvailable'> | undefined;
}): ShowLogin {
  const { hasUsers, oidc } = options;
  return (page) =>
    loginPage({
      ...page,
      hasPasswords: hasUsers || oidc === undefined,
      oidc: oidc && { host: oidc.issuerHost, isAvailable: oidc.isAvailable() },
    });
}

/** Whether a browser sent it: they all say where a form came from, and nothing else does. */
export function isFromBrowser({ headers }: Request): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}
