import type { Request, Response } from 'express';
import { getIronSession, sealData } from 'iron-session';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { fingerprintOf, type UserDirectory } from '../users/user-directory.ts';

const cookieName = 'ticketpost_session';
const lifeSeconds = 8 * 60 * 60;

interface SessionData {
  name?: string;
  fingerprint?: string;
}

/** Sessions live in a sealed cookie for 8 hours; the server keeps nothing of them. */
export interface Sessions {
  begin(request: Request, response: Response, user: DashboardUser): Promise<void>;
  /** The user of a session that is still good: the user exists and has the same password. */
  read(request: Request, response: Response): Promise<DashboardUser | undefined>;
  end(request: Request, response: Response): void;
}

/**
 * Who a session belongs to is asked of the directory at each request, so that a user who was taken
 * out, whose role changed or whose password changed is not the one of the cookie any more.
 */
export function createSessions({
  secret,
  users,
}: {
  secret: string;
  users: UserDirectory;
}): Sessions {
  return {
    async begin(request, response, user) {
      const data: SessionData = { name: user.name, fingerprint: fingerprintOf(user) };
      const seal = await sealData(data, { password: secret, ttl: lifeSeconds });
      response.cookie(cookieName, seal, {
        ...cookieOptions(request),
        maxAge: lifeSeconds * 1000,
      });
    },
    async read(request, response) {
      const data = await readSession(request, response, secret);
      if (data?.name === undefined) return undefined;
      const user = users.find(data.name);
      if (user === undefined || data.fingerprint !== fingerprintOf(user)) return undefined;
      return user;
    },
    end(request, response) {
      response.clearCookie(cookieName, cookieOptions(request));
    },
  };
}

async function readSession(request: Request, response: Response, secret: string) {
  try {
    return await getIronSession<SessionData>(request, response, {
      cookieName,
      password: secret,
      ttl: lifeSeconds,
    });
  } catch {
    // The library takes some altered cookies for no session and throws at others.
    return undefined;
  }
}

/**
 * `X-Forwarded-Proto` is believed whoever sends it: all it can do is keep the cookie off plain
 * HTTP.
 */
function cookieOptions(request: Request) {
  return {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure || /^https\b/i.test(request.get('X-Forwarded-Proto') ?? ''),
    path: '/',
  } as const;
}
