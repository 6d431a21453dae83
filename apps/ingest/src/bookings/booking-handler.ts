import { performance } from 'node:perf_hooks';
import type { Request, RequestHandler, Response } from 'express';
import type { Ledger } from '@ticketpost/ledger';
import type { Intake, Keyring } from '@ticketpost/queue';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import { parseOrderNo } from '@ticketpost/schema';
import { readBody } from '../http/read-body.ts';
import { createAnnounceBooking } from './announce-booking.ts';
import {
  allowedMethods,
  outcomeOf,
  sendBookingAnswer,
  type BookingAnswer,
  type BookingOutcome,
} from './booking-answer.ts';
import { createDeleteBooking } from './delete-booking.ts';
import { createGetBooking } from './get-booking.ts';
import { createPutBooking } from './put-booking.ts';
import { formatChallenge, readBearerKey } from './read-bearer-key.ts';
import { readCondition } from './read-condition.ts';

export interface BookingHandlerOptions {
  isKey: (candidate: string) => boolean;
  ledger: Pick<Ledger, 'putBooking' | 'readBooking' | 'lookBeforeErasing' | 'markErased'>;
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  /** How long one request may wait for Redis. */
  storeTimeoutMs: number;
  maxBodyBytes: number;
  logger: Logger;
  countBooking: (method: string, outcome: BookingOutcome) => void;
}

/** Makes the answers to `/bookings/<orderNo>`; the path is the one below `/bookings`. */
export function createBookingHandler(options: BookingHandlerOptions): RequestHandler {
  const { isKey, maxBodyBytes, storeTimeoutMs, logger, countBooking } = options;
  const putBooking = createPutBooking({
    ...options,
    announceBooking: createAnnounceBooking(options),
  });
  const getBooking = createGetBooking(options);
  const deleteBooking = createDeleteBooking(options);

  /** What a Redis that is slow, gone or full leaves undone is said so. */
  const ask = async (
    code: 'not_stored' | 'not_available',
    work: Promise<BookingAnswer>,
  ): Promise<BookingAnswer> => {
    try {
      return await withDeadline(work, { what: 'Redis', timeoutMs: storeTimeoutMs });
    } catch (cause) {
      return { kind: 'problem', code, cause };
    }
  };

  const answerKnownCaller = async (
    request: Request,
    response: Response,
    orderNo: string | undefined,
  ): Promise<BookingAnswer> => {
    const { method, headers } = request;
    if (!allowedMethods.includes(method)) return { kind: 'problem', code: 'method_not_allowed' };
    if (orderNo === undefined) return { kind: 'problem', code: 'invalid_order_number' };
    if (method === 'GET') {
      return await ask('not_available', getBooking(orderNo, headers['if-none-match']));
    }
    const reading = readCondition(headers);
    if (reading.kind === 'unsupported') return { kind: 'problem', code: 'unsupported_condition' };
    const { condition } = reading;
    if (method === 'DELETE') return await ask('not_stored', deleteBooking(orderNo, condition));
    const body = await readBody(request, response, { maxBytes: maxBodyBytes });
    if (body.kind !== 'body') return { kind: 'problem', code: body.kind };
    return await ask('not_stored', putBooking(orderNo, body.bytes, condition));
  };

  return (request, response, next) => {
    const segment = /^\/([^/]+)$/.exec(request.path)?.[1];
    if (segment === undefined) {
      next();
      return;
    }
    const startedAt = performance.now();
    const orderNo = readOrderNo(segment);
    const conclude = (answer: BookingAnswer, about: { orderNo?: string | undefined } = {}) => {
      const location = `/bookings/${encodeURIComponent(orderNo ?? '')}`;
      sendBookingAnswer(response, answer, { location });
      const outcome = outcomeOf(answer);
      const { method } = request;
      countBooking(allowedMethods.includes(method) ? method : 'other', outcome);
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      const line = { ...about, method, outcome, ...detailsOf(answer), durationMs };
      if (answer.kind === 'problem') logger.warn(line, 'booking');
      else logger.info(line, 'booking');
    };

    const key = readBearerKey(request.headers.authorization);
    if (key === undefined || !isKey(key)) {
      // Nothing that a stranger wrote reaches the log.
      response.set('WWW-Authenticate', formatChallenge(key));
      conclude({ kind: 'problem', code: 'unauthorized' });
      return;
    }
    answerKnownCaller(request, response, orderNo)
      .then((answer) => {
        conclude(answer, { orderNo });
      })
      .catch(next);
  };
}

/** The order number that a part of a path stands for. */
function readOrderNo(segment: string): string | undefined {
  try {
    return parseOrderNo(decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}

/** Never what the body holds: of the problems only their number, of a failure its reason. */
function detailsOf(answer: BookingAnswer): object {
  if (answer.kind !== 'problem') return {};
  return {
    ...(answer.problems && { problems: answer.problems.length }),
    ...('cause' in answer && { reason: String(answer.cause) }),
  };
}
