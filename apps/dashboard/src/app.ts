import type { Logger } from '@ticketpost/runtime';
import type { Queue } from 'bullmq';
import express, { type Express } from 'express';
import { createBoard } from './board/create-board.ts';
import { createBoardRoutes } from './board/board-routes.ts';
import { answerError } from './http/answer-error.ts';
import { sendProblem } from './http/problem.ts';
import { refuseCrossSite } from './http/refuse-cross-site.ts';
import { refuseMethod } from './http/refuse-method.ts';
import { noStore, securityHeaders } from './http/security-headers.ts';
import { authenticate } from './login/authenticate.ts';
import { createLoginRoutes, createLogoutRoutes } from './login/login-routes.ts';
import { createLoginThrottle } from './login/login-throttle.ts';
import { createSessions } from './login/session-cookie.ts';
import type { DashboardUser } from './users/dashboard-user.ts';
import { createUserDirectory } from './users/user-directory.ts';

const boardPath = '/queues';

/** The dashboard, without a port. Nothing but the login page is shown to whoever is not logged in. */
export function createDashboardApp(options: {
  users: readonly DashboardUser[];
  /** At least 32 characters. */
  sessionSecret: string;
  queues: readonly Queue[];
  /** Rejects while Redis does not answer. */
  ping: () => Promise<unknown>;
  /** The longest an answer waits for Redis. */
  redisTimeoutMs: number;
  logger: Logger;
}): Express {
  const { sessionSecret, logger, ...boardOptions } = options;
  const users = createUserDirectory(options.users);
  const sessions = createSessions({ secret: sessionSecret, users });
  const throttle = createLoginThrottle();
  const login = { users, sessions, throttle, logger };
  const board = { ...boardOptions, basePath: boardPath, logger };

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders, noStore, refuseCrossSite);
  app.use(createLoginRoutes(login));
  app.use(authenticate(login));
  app.use(createLogoutRoutes({ sessions }));
  app
    .route('/')
    .get((_request, response) => {
      response.redirect(302, `${boardPath}/`);
    })
    .all(refuseMethod('GET, HEAD'));
  app.use(
    boardPath,
    createBoardRoutes({
      viewer: createBoard({ ...board, role: 'viewer' }),
      operator: createBoard({ ...board, role: 'operator' }),
    }),
  );
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'not_found' });
  });
  app.use(answerError({ logger }));
  return app;
}
