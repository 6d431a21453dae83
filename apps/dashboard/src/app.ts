import type { Operations } from '@ticketpost/operations';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import type { Queue } from 'bullmq';
import express, { type Express } from 'express';
import { createBoard } from './board/create-board.ts';
import { createBoardRoutes } from './board/board-routes.ts';
import { createEvidenceRoutes } from './deliveries/evidence-routes.ts';
import { answerError } from './http/answer-error.ts';
import { answerProblem } from './http/answer-problem.ts';
import { refuseCrossSite } from './http/refuse-cross-site.ts';
import { noStore, securityHeaders } from './http/security-headers.ts';
import { createEventStreams } from './live/event-streams.ts';
import { createSessionCheck } from './live/create-session-check.ts';
import { authenticate } from './login/authenticate.ts';
import { createLoginRoutes, createLogoutRoutes } from './login/login-routes.ts';
import { createLoginThrottle } from './login/login-throttle.ts';
import { createResumeRoute, resumePath } from './login/resume-route.ts';
import { createSessions } from './login/session-cookie.ts';
import { findOrderFormPage } from './orders/find-order-form-page.ts';
import type { RenderMail } from './orders/mail/create-mail-renderer.ts';
import { createMailRoutes } from './orders/mail/mail-routes.ts';
import { createOrderRoutes } from './orders/order-routes.ts';
import { findSystemFormPage } from './system/find-system-form-page.ts';
import type { System } from './system/open-system.ts';
import { createSystemRoutes } from './system/system-routes.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { createUserDirectory } from './users/user-directory.ts';

const boardPath = '/queues';
/** Pages that are kept up to date at once. */
const maxStreams = 200;

/** The dashboard, without a port. Nothing but the login page is shown to whoever is not logged in. */
export function createDashboardApp(options: {
  users: readonly DashboardUser[];
  /** At least 32 characters. */
  sessionSecret: string;
  queues: readonly Queue[];
  operations: Operations;
  system: System;
  renderMail: RenderMail;
  /** Rejects while Redis does not answer. */
  ping: () => Promise<unknown>;
  /** The longest an answer waits for Redis. */
  redisTimeoutMs: number;
  /** Aborted when the process ends: streams of events would keep it for ever. */
  closing: AbortSignal;
  logger: Logger;
}): Express {
  const { sessionSecret, operations, system, renderMail, closing, logger, ...boardOptions } =
    options;
  const { redisTimeoutMs } = options;
  const users = createUserDirectory(options.users);
  const sessions = createSessions({ secret: sessionSecret, users });
  const throttle = createLoginThrottle();
  const findFormPage = (action: string) =>
    findOrderFormPage(action) ?? findSystemFormPage(action) ?? resumePath;
  const login = { users, sessions, throttle, findFormPage, logger };
  const bound = <T>(work: Promise<T>) =>
    withDeadline(work, { what: 'Redis', timeoutMs: redisTimeoutMs });
  const streams = createEventStreams({ maxStreams, isSignedIn: createSessionCheck(sessions) });
  closing.addEventListener('abort', () => {
    streams.close();
  });
  const board = { ...boardOptions, audit: operations.audit, basePath: boardPath, logger };

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders, noStore, refuseCrossSite);
  app.use(createLoginRoutes(login));
  app.use(authenticate(login));
  app.post('/logout', (request, _response, next) => {
    streams.endSessionOf(request);
    next();
  });
  app.use(createLogoutRoutes({ sessions }), createResumeRoute());
  app.use(createOrderRoutes({ works: operations, bound, logger }));
  app.use(createMailRoutes({ works: operations, renderMail, bound, logger }));
  app.use(createEvidenceRoutes({ works: operations, bound }));
  app.use(createSystemRoutes({ system, operations, streams, bound, redisTimeoutMs, logger }));
  app.use(
    boardPath,
    createBoardRoutes({
      viewer: createBoard({ ...board, role: 'viewer' }),
      operator: createBoard({ ...board, role: 'operator' }),
    }),
  );
  app.use((request, response) => {
    answerProblem(request, response, { status: 404, code: 'not_found' });
  });
  app.use(answerError({ checkRedis: () => bound(options.ping()), logger }));
  return app;
}
