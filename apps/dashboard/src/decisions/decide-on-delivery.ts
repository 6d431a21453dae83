import type { Logger } from '@ticketpost/runtime';
import type { Request, RequestHandler, Response } from 'express';
import { asksForHtml } from '../http/asks-for-html.ts';
import { sendProblem } from '../http/problem.ts';
import { fieldsOf } from '../http/read-fields.ts';
import { draftOf } from '../login/draft.ts';
import { answerOutcome, type AnsweredOutcome } from './answer-outcome.ts';
import { readDecision, type OperatorDecision } from './read-decision.ts';

/** What an operator wrote into one of the forms about a delivery. */
export interface DeliveryDraft<Form extends string> {
  form: Form;
  reason: string;
  /** What is wrong with the reason. */
  mistake?: string;
}

type DeliveryRequest = Request<{ deliveryId: string }>;

/** Makes what carries out an operator's decision on one delivery, with a form that stands on its page. */
export function createDecideOnDelivery<Form extends string>(options: {
  /** Of the outcome's page. */
  place: Pick<AnsweredOutcome, 'current' | 'back'>;
  /** What the log calls it. */
  what: string;
  /** The page of the delivery, with what was written. */
  showAgain: (
    request: DeliveryRequest,
    response: Response,
    draft: DeliveryDraft<Form>,
  ) => Promise<void>;
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}) {
  const { place, what, showAgain, bound, logger } = options;
  return (
      form: Form,
      decide: (
        decision: OperatorDecision & { deliveryId: string },
      ) => Promise<AnsweredOutcome['outcome']>,
    ): RequestHandler<{ deliveryId: string }> =>
    async (request, response) => {
      const { deliveryId } = request.params;
      const reading = readDecision(request);
      if (reading.kind === 'invalid') {
        const { problem } = reading;
        response.status(422);
        if (asksForHtml(request)) {
          const reason = fieldsOf(request.body)['reason'] ?? '';
          await showAgain(request, response, { form, reason, mistake: problem.detail });
        } else {
          sendProblem(response, { status: 422, code: 'invalid_input', problems: [problem] });
        }
        return;
      }
      const outcome = await bound(decide({ deliveryId, ...reading.decision }));
      const { by: user, role } = reading.decision;
      logger.info({ user, role, action: form, deliveryId, outcome: outcome.kind }, what);
      answerOutcome(request, response, { outcome, deliveryId, ...place });
    };
}

/** What was written before the login ran out, into the form whose path ends with its name. */
export function findDeliveryDraft<Form extends string>(
  request: Request,
  forms: readonly [Form, ...Form[]],
): DeliveryDraft<Form> | undefined {
  const draft = draftOf(request);
  if (draft === undefined) return undefined;
  const form = forms.find((name) => draft.action.endsWith(`/${name}`)) ?? forms[0];
  return { form, reason: draft.fields['reason'] ?? '' };
}
