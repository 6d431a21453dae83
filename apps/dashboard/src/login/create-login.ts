import type { AuditLog } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import type { PasswordUser } from '@ticketpost/settings/dashboard';
import express, { Router, type RequestHandler } from 'express';
import type { Redis } from 'ioredis';
import { createFormTokens } from '../forms/form-tokens.ts';
import { requireFormToken } from '../forms/require-form-token.ts';
import type { CallerReader } from '../http/caller.ts';
import { createCookies } from '../http/cookies.ts';
import { deriveKey } from '../http/keyed-hash.ts';
import type { DashboardOidc } from '../oidc/create-oidc.ts';
import { createOidcJourney } from '../oidc/oidc-journey.ts';
import { createOidcRoutes } from '../oidc/oidc-routes.ts';
import { createSessionStore } from '../sessions/session-store.ts';
import { createSessions, type Sessions } from '../sessions/sessions.ts';
import { createFindUser } from '../users/find-user.ts';
import { createUserDirectory } from '../users/user-directory.ts';
import { authenticate } from './authenticate.ts';
import { createLoginRoutes, createLogoutRoutes } from './login-routes.ts';
import { createShowLogin } from './login-page-of.ts';
import { createPasswordCheck } from './password-check.ts';
import { createSignInRecord } from './record-sign-ins.ts';
import { rememberPasswords } from './remember-passwords.ts';
import { createResumeRoute } from './resume-route.ts';
import { createKnownAddresses } from './throttle/known-addresses.ts';
import { createKnownDevices } from './throttle/known-devices.ts';
import { createLoginThrottle } from './throttle/login-throttle.ts';

const mostOfAForm = { extended: false, limit: '32kb', parameterLimit: 40 } as const;
const rotateEveryMs = 10 * 60 * 1000;
const overlapMs = 60 * 1000;

/** Everything between a stranger and the pages. */
export interface Login {
  sessions: Sessions;
  /** Before anything else; it lets nobody through but those who are logged in. */
  gate: RequestHandler;
  /** What those who are logged in find of it: the way out, and a form that outlived its session. */
  createRoutes(options: {
    onEnd: Parameters<typeof createLogoutRoutes>[0]['onEnd'];
  }): RequestHandler;
}

export interface LoginSettings {
  users: readonly PasswordUser[];
  /** At least 32 characters. */
  sessionSecret: string;
  sessionIdleTimeoutMs: number;
  sessionTimeoutMs: number;
  /** Absent when people log in by passwords alone. */
  oidc: DashboardOidc | undefined;
}

/** `redis` fails fast; it stays the caller's to close. */
export function createLogin(
  options: LoginSettings & {
    redis: Redis;
    audit: Pick<AuditLog, 'around'>;
    callers: CallerReader;
    /** The page that shows a form again, by the path that the form goes to. */
    findFormPage: (action: string) => string;
    logger: Logger;
  },
): Login {
  const { sessionSecret: secret, oidc, redis, audit, callers, findFormPage, logger } = options;
  const keyFor = (purpose: string): Buffer => deriveKey(secret, purpose);
  const users = createUserDirectory(options.users);
  const cookies = createCookies(callers);
  const sessions = createSessions({
    store: createSessionStore({ redis, secret, maxLifeMs: options.sessionTimeoutMs }),
    cookies,
    secret,
    times: {
      idleTimeoutMs: options.sessionIdleTimeoutMs,
      timeoutMs: options.sessionTimeoutMs,
      rotateEveryMs,
      overlapMs,
    },
    findUser: createFindUser({ users, oidcFingerprint: oidc?.fingerprint }),
    onStolen: ({ name }) => {
      logger.warn({ user: name }, 'an old session cookie was used again, so the session was ended');
    },
  });
  const knownAddresses = createKnownAddresses({ redis, key: keyFor('known addresses') });
  const throttle = createLoginThrottle({ redis, key: keyFor('wrong passwords'), knownAddresses });
  const checkPassword = createPasswordCheck({ users, throttle });
  const record = createSignInRecord({
    ...{ audit, users, knownAddresses, redis, logger },
    key: keyFor('told'),
  });
  const formTokens = createFormTokens({ cookies, key: keyFor('form tokens of logins') });
  const journey = createOidcJourney({ cookies, secret });
  const readForm = express.urlencoded(mostOfAForm);
  const showLogin = createShowLogin({ hasUsers: options.users.length > 0, oidc });
  const shared = { sessions, callers, record, formTokens, readForm, showLogin };

  const waysIn = Router();
  waysIn.use((request, _response, next) => {
    // A router would tell by itself which methods its routes have.
    if (request.method === 'OPTIONS') next('router');
    else next();
  });
  waysIn.use(
    createLoginRoutes({
      ...shared,
      checkPassword,
      devices: createKnownDevices({ cookies, key: keyFor('known devices') }),
      findFormPage,
    }),
  );
  if (oidc !== undefined) waysIn.use(createOidcRoutes({ ...shared, oidc, journey, logger }));

  const gate = Router();
  gate.use(formTokens.fillIn, waysIn);
  gate.use(
    authenticate({ ...shared, checkPassword: rememberPasswords(checkPassword) }),
    requireFormToken(),
  );

  return {
    sessions,
    gate,
    createRoutes({ onEnd }) {
      const router = Router();
      router.use(
        createLogoutRoutes({ sessions, record, oidc, onEnd }),
        createResumeRoute({ journey, findFormPage }),
      );
      return router;
    },
  };
}
