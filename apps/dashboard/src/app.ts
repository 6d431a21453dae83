import type { Operations } from '@ticketpost/operations';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import type { Queue } from 'bullmq';
import express, { type Express } from 'express';
import type { Redis } from 'ioredis';
import { createBoard } from './board/create-board.ts';
import { createBoardRoutes } from './board/board-routes.ts';
import { createEvidenceRoutes } from './deliveries/evidence-routes.ts';
import { answerError } from './http/answer-error.ts';
import { answerProblem } from './http/answer-problem.ts';
import { createCallerReader } from './http/caller.ts';
import { refuseCrossSite } from './http/refuse-cross-site.ts';
import { createSecurityHeaders } from './http/security-headers.ts';
import { createEventStreams } from './live/event-streams.ts';
import { createSessionCheck } from './live/create-session-check.ts';
import { createLogin, type LoginSettings } from './login/create-login.ts';
import { resumePath } from './login/resume-route.ts';
import { findOrderFormPage } from './orders/find-order-form-page.ts';
import type { RenderMail } from './orders/mail/create-mail-renderer.ts';
import { createMailRoutes } from './orders/mail/mail-routes.ts';
import { createExportRoute } from './orders/export-route.ts';
import { createOrderRoutes } from './orders/order-routes.ts';
import { findSystemFormPage } from './system/find-system-form-page.ts';
import type { System } from './system/open-system.ts';
import { createSystemRoutes } from './system/system-routes.ts';

const boardPath = '/queues';
/** Pages that are kept up to date at once. */
const maxStreams = 200;

/** The dashboard, without a port. Nothing but the login page is shown to whoever is not logged in. */
export function createDashboardApp(options: {
  login: LoginSettings;
  /** How many proxies stand in front. */
  trustedProxies: number;
  /** Where people open the dashboard, when that is known. */
  dashboardUrl: string | undefined;
  hstsDays: number;
  /** A connection that fails fast; it stays the caller's to close. */
  redis: Redis;
  queues: readonly Queue[];
  operations: Operations;
  system: System;
  renderMail: RenderMail;
  /** The longest an answer waits for Redis. */
  redisTimeoutMs: number;
  /** Aborted when the process ends: streams of events would keep it for ever. */
  closing: AbortSignal;
  logger: Logger;
}): Express {
  const { redis, queues, operations, system, renderMail, redisTimeoutMs } = options;
  const { trustedProxies, dashboardUrl, hstsDays, closing, logger } = options;
  const callers = createCallerReader({ trustedProxies, dashboardUrl });
  const findFormPage = (action: string) =>
    findOrderFormPage(action) ?? findSystemFormPage(action) ?? resumePath;
  const { audit } = operations;
  const login = createLogin({ ...options.login, redis, audit, callers, findFormPage, logger });
  const ping = () => redis.ping();
  const boundBy =
    (factor: number) =>
    <T>(work: Promise<T>) =>
      withDeadline(work, { what: 'Redis', timeoutMs: factor * redisTimeoutMs });
  const bound = boundBy(1);
  const isSignedIn = createSessionCheck(login.sessions);
  const streams = createEventStreams({ maxStreams, isSignedIn });
  closing.addEventListener('abort', () => {
    streams.close();
  });
  const board = { queues, redisTimeoutMs, ping, audit, basePath: boardPath, logger };

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies);
  app.use(createSecurityHeaders({ ...callers, hstsDays }), refuseCrossSite);
  app.use(login.gate);
  app.use(
    login.createRoutes({
      onEnd: (ended) => {
        streams.endSession(ended);
      },
    }),
  );
  app.use(createOrderRoutes({ works: operations, bound, logger }));
  app.use(createExportRoute({ works: operations, boundBy, logger }));
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
  app.use(answerError({ checkRedis: () => bound(ping()), logger }));
  return app;
}
