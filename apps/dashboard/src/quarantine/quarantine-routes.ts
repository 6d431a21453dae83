import type { Bulks, Operations, ShowOutcome } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import { Router, type Request, type Response } from 'express';
import { answerOutcome } from '../decisions/answer-outcome.ts';
import { readDecision, type OperatorDecision } from '../decisions/read-decision.ts';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { readPageNumber } from '../http/page-number.ts';
import { sendProblem } from '../http/problem.ts';
import { fieldsOf, readBody } from '../http/read-fields.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { draftOf } from '../login/draft.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { quarantinePage } from './quarantine-page.ts';
import { quarantinedPage, type QuarantinedDraft } from './quarantined-page.ts';
import { quarantineReasons } from './reason-words.ts';
import { showQuarantineItem } from './show-quarantine-item.ts';

const pageSize = 50;
const current = 'quarantine';
const back = { path: '/quarantine', text: 'To the quarantine' };

/** `/quarantine` and one delivery below it. */
export function createQuarantineRoutes(options: {
  operations: Pick<
    Operations,
    'listQuarantine' | 'showQuarantined' | 'releaseQuarantined' | 'discardQuarantined'
  >;
  bulks: Pick<Bulks, 'current'>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}): Router {
  const { operations, bulks, bound, logger } = options;
  const router = Router();

  router
    .route('/quarantine')
    .get(async (request, response) => {
      const page = readPageNumber(request.query['page']);
      const reason = readReason(request.query['reason']);
      if (page === undefined || reason === 'unknown') {
        answerProblem(request, response, { status: 400, code: 'malformed_request' });
        return;
      }
      const [{ items, hasMore }, bulk] = await bound(
        Promise.all([
          operations.listQuarantine({ reason, skip: (page - 1) * pageSize, limit: pageSize }),
          bulks.current('release'),
        ]),
      );
      const shown = items.map(showQuarantineItem);
      if (asksForHtml(request)) {
        const user = signedInUser(request);
        response.send(quarantinePage({ user, reason, items: shown, page, hasMore, bulk }));
      } else {
        response.json({ reason, page, hasMore, items: shown });
      }
    })
    .all(refuseMethod('GET, HEAD'));

  const answerQuarantined = async (
    request: Request<{ deliveryId: string }>,
    response: Response,
    draft?: QuarantinedDraft,
  ): Promise<void> => {
    const { deliveryId } = request.params;
    const user = signedInUser(request);
    const isBodyShown = request.query['show'] === 'body';
    if (isBodyShown && user.role !== 'operator') {
      answerProblem(request, response, { status: 403, code: 'forbidden' });
      return;
    }
    const found = await bound(operations.showQuarantined(deliveryId));
    if (found.kind === 'not_found') {
      answerOutcome(request, response, { outcome: found, deliveryId, current, back });
      return;
    }
    if (isBodyShown) logger.info({ user: user.name, deliveryId }, 'quarantined body shown');
    if (asksForHtml(request)) {
      response.send(quarantinedPage({ user, deliveryId, found, isBodyShown, draft }));
    } else {
      response.json(toJson(deliveryId, found, { isBodyShown }));
    }
  };

  router
    .route('/quarantine/:deliveryId')
    .get(async (request, response) => {
      await answerQuarantined(request, response, findDraft(request));
    })
    .all(refuseMethod('GET, HEAD'));

  const decideWith =
    (
      form: QuarantinedDraft['form'],
      decide: (decision: OperatorDecision & { deliveryId: string }) => Promise<{
        kind: Parameters<typeof answerOutcome>[2]['outcome']['kind'];
        orderNo?: string;
      }>,
    ) =>
    async (request: Request<{ deliveryId: string }>, response: Response): Promise<void> => {
      const { deliveryId } = request.params;
      const reading = readDecision(request);
      if (reading.kind === 'decision') {
        const outcome = await bound(decide({ deliveryId, ...reading.decision }));
        const { by: user, role } = reading.decision;
        logger.info(
          { user, role, action: form, deliveryId, outcome: outcome.kind },
          'quarantine action',
        );
        answerOutcome(request, response, { outcome, deliveryId, current, back });
      } else if (asksForHtml(request)) {
        const reason = fieldsOf(request.body)['reason'] ?? '';
        const mistake = reading.problem.detail;
        response.status(422);
        await answerQuarantined(request, response, { form, reason, mistake });
      } else {
        const problems = [reading.problem];
        sendProblem(response, { status: 422, code: 'invalid_input', problems });
      }
    };
  router
    .route('/quarantine/:deliveryId/release')
    .post(
      operatorsOnly,
      readBody,
      decideWith('release', (decision) => operations.releaseQuarantined(decision)),
    )
    .all(refuseMethod('POST'));
  router
    .route('/quarantine/:deliveryId/discard')
    .post(
      operatorsOnly,
      readBody,
      decideWith('discard', (decision) => operations.discardQuarantined(decision)),
    )
    .all(refuseMethod('POST'));
  return router;
}

function readReason(query: unknown): string | undefined {
  if (query === undefined) return undefined;
  return typeof query === 'string' && Object.hasOwn(quarantineReasons, query) ? query : 'unknown';
}

/** What was written before the login ran out. */
function findDraft(request: Request): QuarantinedDraft | undefined {
  const draft = draftOf(request);
  if (draft === undefined) return undefined;
  const form = draft.action.endsWith('/discard') ? 'discard' : 'release';
  return { form, reason: draft.fields['reason'] ?? '' };
}

function toJson(
  deliveryId: string,
  found: Exclude<ShowOutcome, { kind: 'not_found' }>,
  { isBodyShown }: { isBodyShown: boolean },
): object {
  if (found.kind === 'unreadable') return { deliveryId, reason: 'unreadable' };
  const { content, delivery } = found;
  return {
    ...delivery,
    content: {
      kind: content.kind,
      ...(content.kind === 'event'
        ? { type: content.event.type, orderNo: content.event.orderNo }
        : {}),
      ...('problems' in content ? { problems: content.problems } : {}),
      ...(content.kind === 'unknown_key' ? { keyId: content.keyId } : {}),
      ...('body' in content && isBodyShown ? { body: content.body.toString('utf8') } : {}),
    },
  };
}
