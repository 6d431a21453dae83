import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Logger } from '@ticketpost/runtime';
import type { CallerAddress } from '../door/caller-address.ts';
import type { AnswerRecorder } from '../evidence/create-answer-recorder.ts';
import { followAnswer } from '../evidence/follow-answer.ts';
import { readArrival } from '../evidence/read-arrival.ts';
import type { AcceptDelivery } from './accept-delivery.ts';
import { retryAfterSeconds, sendProblem, type ProblemCode } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';

/** Who was found to be authentic. */
export interface WebhookCaller extends CallerAddress {
  /** That of the URL. */
  secret: string;
}

export interface WebhookHandlerOptions {
  acceptDelivery: AcceptDelivery;
  noteAnswer: AnswerRecorder['note'];
  maxBodyBytes: number;
  logger: Logger;
  countDelivery: (outcome: 'accepted' | ProblemCode, durationMs: number) => void;
}

/** The one answer that is given often: written out in one go. */
function sendAccepted(response: ServerResponse, deliveryId: string): void {
  const body = JSON.stringify({ status: 'accepted', deliveryId });
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Makes the answer to a webhook whose caller was found to be authentic. */
export function createWebhookHandler(options: WebhookHandlerOptions) {
  const { acceptDelivery, noteAnswer, maxBodyBytes, logger, countDelivery } = options;

  return async function answerWebhook(
    request: IncomingMessage,
    response: ServerResponse,
    caller: WebhookCaller,
  ): Promise<void> {
    const startedAt = performance.now();
    const arrivedAt = Date.now();
    const elapsedMs = () => performance.now() - startedAt;
    const conclude = (outcome: 'accepted' | ProblemCode, details: object = {}) => {
      const durationMs = Math.round(elapsedMs() * 10) / 10;
      countDelivery(outcome, durationMs);
      const line = { outcome, ...details, durationMs };
      if (outcome === 'accepted') logger.info(line, 'delivery');
      else logger.warn(line, 'delivery');
    };

    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      sendProblem(response, 'method_not_allowed');
      return;
    }
    const reading = await readBody(request, response, { maxBytes: maxBodyBytes });
    if (reading.kind !== 'body') {
      sendProblem(response, reading.kind);
      conclude(reading.kind);
      return;
    }

    const arrival = readArrival(request, caller, { bodyMs: elapsedMs() });
    const outcome = await acceptDelivery(reading.bytes, arrival);
    const { deliveryId, type, orderNo } = outcome;
    const stored =
      outcome.kind === 'not_stored'
        ? {}
        : { stored: { in: outcome.storedIn, afterMs: elapsedMs() } };
    followAnswer(response, (end) => {
      noteAnswer({ deliveryId, arrivedAt, ...stored, ...end, afterMs: elapsedMs() });
    });
    switch (outcome.kind) {
      case 'accepted':
        sendAccepted(response, deliveryId);
        conclude('accepted', { deliveryId, type, orderNo, storedIn: outcome.storedIn });
        return;
      case 'quarantined': {
        const { reason, problems, storedIn } = outcome;
        const pointers = problems.map(({ pointer }) => pointer);
        sendProblem(response, reason, { deliveryId, ...(problems.length > 0 && { problems }) });
        conclude(reason, { deliveryId, pointers, storedIn });
        return;
      }
      case 'not_stored':
        response.setHeader('Retry-After', String(retryAfterSeconds));
        sendProblem(response, 'not_stored', { deliveryId });
        conclude('not_stored', { deliveryId, type, orderNo, reason: String(outcome.cause) });
    }
  };
}
