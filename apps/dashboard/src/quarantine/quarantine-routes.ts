import type { AuditLog, Bulks, Operations, ShowOutcome } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import { Router, type Request, type Response } from 'express';
import { answerOutcome } from '../decisions/answer-outcome.ts';
import { createDecideOnDelivery, findDeliveryDraft } from '../decisions/decide-on-delivery.ts';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { readPageNumber } from '../http/page-number.ts';
import { readBody } from '../http/read-fields.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { quarantinePage } from './quarantine-page.ts';
import { quarantinedPage, quarantineForms, type QuarantinedDraft } from './quarantined-page.ts';
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
  audit: Pick<AuditLog, 'around'>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}): Router {
  const { operations, bulks, audit, bound, logger } = options;
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
    const { name: by, role } = user;
    const show = () => operations.showQuarantined(deliveryId);
    const found = await bound(
      isBodyShown
        ? audit.around({ action: 'show_body', by, role, via: 'dashboard', deliveryId }, show)
        : show(),
    );
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
      await answerQuarantined(request, response, findDeliveryDraft(request, quarantineForms));
    })
    .all(refuseMethod('GET, HEAD'));

  const decideWith = createDecideOnDelivery({
    place: { current, back },
    what: 'quarantine action',
    showAgain: answerQuarantined,
    bound,
    logger,
  });
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
