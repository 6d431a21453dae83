import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import type { Logger } from '@ticketpost/runtime';
import { noTracing, type Tracing } from '@ticketpost/tracing';
import { createBookingHandler, type BookingHandlerOptions } from './bookings/booking-handler.ts';
import { createStrangerLimit } from './door/limit-strangers.ts';
import { sendProblem } from './http/problem.ts';
import { createOpenApiHandler } from './openapi/open-api-handler.ts';
import { traceWebhooks } from './webhooks/trace-webhooks.ts';
import { createWebhookHandler, type WebhookHandlerOptions } from './webhooks/webhook-handler.ts';

export interface IngestAppOptions extends WebhookHandlerOptions {
  isSecret: (candidate: string) => boolean;
  /** Without it every address may post. */
  isAllowedAddress?: ((address: string) => boolean) | undefined;
  /** Without it there is no Bookings API. */
  bookings?: Omit<BookingHandlerOptions, 'limitStrangers' | 'maxBodyBytes' | 'logger'> | undefined;
  /** Off if not given. */
  tracing?: Tracing | undefined;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  /** Requests a minute that one address may make without a valid secret or key. */
  maxStrangersPerMinute?: number;
}

/**
 * The public HTTP app, without a port of its own. A webhook whose secret or address is not ours is
 * answered exactly as an address where nothing is, before its body is read. Webhooks stand first:
 * they come by the thousand, and each route before them would cost all of them.
 */
export function createIngestApp(options: IngestAppOptions): Express {
  const { isSecret, isAllowedAddress, bookings, trustedProxies, maxBodyBytes, logger } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('trust proxy', trustedProxies);
  const limitStrangers = createStrangerLimit({ maxPerMinute: options.maxStrangersPerMinute ?? 60 });

  const answerWebhook = traceWebhooks(options.tracing ?? noTracing, createWebhookHandler(options));
  app.all('/webhooks/atlas/:secret', (request: Request<{ secret: string }>, response, next) => {
    const isAllowed = isAllowedAddress?.(request.ip ?? '') ?? true;
    if (isSecret(request.params.secret) && isAllowed) {
      answerWebhook(request, response).catch(next);
    } else {
      next();
    }
  });
  if (bookings !== undefined) {
    const parts = { ...bookings, limitStrangers, maxBodyBytes, logger };
    app.use('/bookings', createBookingHandler(parts));
  }
  app.all('/openapi.json', createOpenApiHandler());
  app.use(takeForUnknownPath);
  app.use(limitStrangers);
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
