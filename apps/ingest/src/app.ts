import type { ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Logger } from '@ticketpost/runtime';
import { noTracing, type Tracing } from '@ticketpost/tracing';
import { createBookingHandler, type BookingHandlerOptions } from './bookings/booking-handler.ts';
import { readBearerKey } from './bookings/read-bearer-key.ts';
import { createCallerAddress } from './door/caller-address.ts';
import { createStrangerLimit } from './door/stranger-limit.ts';
import { readWebhookSecret } from './door/webhook-target.ts';
import { sendProblem } from './http/problem.ts';
import type { Listener } from './http/start-server.ts';
import { createOpenApiHandler } from './openapi/open-api-handler.ts';
import { traceWebhooks } from './webhooks/trace-webhooks.ts';
import { createWebhookHandler, type WebhookHandlerOptions } from './webhooks/webhook-handler.ts';

export interface IngestAppOptions extends WebhookHandlerOptions {
  isSecret: (candidate: string) => boolean;
  /** Without it every address may post. */
  isAllowedAddress?: ((address: string) => boolean) | undefined;
  /** Without it there is no Bookings API. */
  bookings?: Omit<BookingHandlerOptions, 'maxBodyBytes' | 'logger'> | undefined;
  /** Off if not given. */
  tracing?: Tracing | undefined;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  /** Requests a minute that one network may make without a valid secret or key. */
  maxStrangersPerMinute?: number;
}

/**
 * The public HTTP app, without a port of its own. The door comes first, on the bytes of the target as
 * they came: a webhook whose secret and address are ours goes straight to its handler, and everybody
 * else but the agency is a stranger, who is counted before any byte of a body is read and whose
 * connection ends with the answer. A webhook that is not let in is answered exactly as an address
 * where nothing is.
 */
export function createIngestApp(options: IngestAppOptions): Listener {
  const { isSecret, isAllowedAddress, bookings, trustedProxies, logger } = options;
  const readCallerAddress = createCallerAddress({ trustedProxies });
  const admit = createStrangerLimit({ maxPerMinute: options.maxStrangersPerMinute ?? 60 });
  const answerWebhook = traceWebhooks(options.tracing ?? noTracing, createWebhookHandler(options));
  const answerOthers = createRoutes(options);

  return function answer(request, response, vouch) {
    const caller = readCallerAddress(request);
    const secret = readWebhookSecret(request.url);
    if (secret !== undefined) {
      const isAllowed = isAllowedAddress?.(caller.address ?? '') ?? true;
      if (isSecret(secret) && isAllowed) {
        vouch();
        answerWebhook(request, response, { ...caller, secret }).catch((error: unknown) => {
          answerFailure(response, error, logger);
        });
        return;
      }
    }
    const route = findRoute(request.url);
    if (bookings !== undefined && route === 'bookings') {
      const key = readBearerKey(request.headers.authorization);
      if (key !== undefined && bookings.isKey(key)) {
        vouch();
        answerOthers(request, response);
        return;
      }
    }
    // A stranger has no claim to a connection, nor to have a body read to its end.
    response.shouldKeepAlive = false;
    const admission = admit(caller);
    if (admission.kind === 'refused') {
      response.setHeader('Retry-After', String(admission.retryAfterSeconds));
      sendProblem(response, 'too_many_requests');
    } else if (route !== undefined) {
      answerOthers(request, response);
    } else {
      sendProblem(response, 'not_found');
    }
  };
}

/** Where Express looks: at a path from the root that has one reading. */
function findRoute(target = ''): 'bookings' | 'openapi.json' | undefined {
  const name = /^\/(bookings(?=\/)|openapi\.json(?=$|\?))[^#]*$/.exec(target)?.[1];
  return name as 'bookings' | 'openapi.json' | undefined;
}

/** What is neither a webhook nor refused at the door. */
function createRoutes({ bookings, maxBodyBytes, logger }: IngestAppOptions) {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  if (bookings !== undefined) {
    app.use('/bookings', createBookingHandler({ ...bookings, maxBodyBytes, logger }));
  }
  app.all('/openapi.json', createOpenApiHandler());
  app.use(answerNothingHere);
  app.use(createErrorHandler(logger));
  return app;
}

const answerNothingHere: RequestHandler = (_request, response) => {
  sendProblem(response, 'not_found');
};

function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error: Error & { status?: number }, _request, response, next) => {
    // Express rejects a path that does not decode (`/%zz`): for us there is nothing at such an address.
    if (error.status === 400 && !response.headersSent) sendProblem(response, 'not_found');
    else if (response.headersSent) next(error);
    else answerFailure(response, error, logger);
  };
}

function answerFailure(response: ServerResponse, error: unknown, logger: Logger): void {
  logger.error({ error }, 'a request failed');
  if (response.headersSent) response.destroy();
  else sendProblem(response, 'internal');
}
