import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Logger } from '@ticketpost/runtime';
import { createWebhookHandler, type WebhookHandlerOptions } from './http/webhook-handler.ts';
import { sendProblem } from './http/problem.ts';

export interface IngestAppOptions extends WebhookHandlerOptions {
  isSecret: (candidate: string) => boolean;
  /** Without it every address may post. */
  isAllowedAddress?: ((address: string) => boolean) | undefined;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  /** Requests a minute that one address may make without a valid secret. */
  maxStrangersPerMinute?: number;
}

/**
 * The public HTTP app, without a port of its own. A webhook whose secret or address is not ours is
 * answered exactly as an address where nothing is, before its body is read.
 */
export function createIngestApp(options: IngestAppOptions): Express {
  const { isSecret, isAllowedAddress, trustedProxies, logger } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('trust proxy', trustedProxies);

  const answerWebhook = createWebhookHandler(options);
  app.all('/webhooks/atlas/:secret', (request: Request<{ secret: string }>, response, next) => {
    const isAllowed = isAllowedAddress?.(request.ip ?? '') ?? true;
    if (isSecret(request.params.secret) && isAllowed) {
      answerWebhook(request, response).catch(next);
    } else {
      next();
    }
  });
  app.use(takeForUnknownPath);
  app.use(limitStrangers(options.maxStrangersPerMinute ?? 60));
  app.use((_request, response) => {
    sendProblem(response, 'not_found');
  });
  app.use(answerError(logger));
  return app;
}

/**
 * Express rejects a path that does not decode (`/%zz`). For us there is nothing at such an address,
 * and whoever tries one is counted like everybody else.
 */
const takeForUnknownPath: ErrorRequestHandler = (error: { status?: number }, _req, _res, next) => {
  next(error.status === 400 ? undefined : error);
};

/** Slows down whoever tries addresses; authentic deliveries never come here. */
function limitStrangers(limit: number) {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: false,
    legacyHeaders: false,
    // Without trusted proxies the header is somebody's claim, and it is ignored on purpose.
    validate: { xForwardedForHeader: false },
    handler: (_request, response, _next, { windowMs }) => {
      response.set('Retry-After', String(Math.ceil(windowMs / 1000)));
      sendProblem(response, 'too_many_requests');
    },
  });
}

function answerError(logger: Logger): ErrorRequestHandler {
  return (error: Error, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    logger.error({ error }, 'a request failed');
    sendProblem(response, 'internal');
  };
}
