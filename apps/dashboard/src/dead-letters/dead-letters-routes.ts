import type { Bulks, Operations } from '@ticketpost/operations';
import type { DeadLetter, DeadLetterCounts, DeadLetters, DeadLetterTally } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { Router, type Request, type Response } from 'express';
import { answerOutcome } from '../decisions/answer-outcome.ts';
import { createDecideOnDelivery, findDeliveryDraft } from '../decisions/decide-on-delivery.ts';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { findPage, readPageNumber } from '../http/page-number.ts';
import { readBody } from '../http/read-fields.ts';
import { readReasonCode } from '../http/reason-code.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { deadLetterForms, deadLetterPage, type DeadLetterDraft } from './dead-letter-page.ts';
import { deadLettersPath } from './dead-letter-paths.ts';
import { deadLettersPage } from './dead-letters-page.ts';
import { showDeadLetter } from './show-dead-letter.ts';

const pageSize = 50;
const place = {
  current: 'dead-letters',
  back: { path: deadLettersPath({}), text: 'To the dead letters' },
} as const;

/** `/dead-letters` and one dead letter below it. */
export function createDeadLettersRoutes(options: {
  tally: Pick<DeadLetterTally, 'counts' | 'page'>;
  deadLetters: Pick<DeadLetters, 'get'>;
  operations: Pick<Operations, 'redriveDeadLetter' | 'discardDeadLetter' | 'findMissingKeyOf'>;
  bulks: Pick<Bulks, 'current'>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}): Router {
  const { tally, deadLetters, operations, bulks, bound, logger } = options;
  const router = Router();
  const show = (deadLetter: DeadLetter) =>
    showDeadLetter(deadLetter, { missingKey: operations.findMissingKeyOf(deadLetter) });

  router
    .route('/dead-letters')
    .get(async (request, response) => {
      const wanted = readPageNumber(request.query['page']);
      const reason = readReasonCode(request.query['reason']);
      if (wanted === undefined || (request.query['reason'] !== undefined && reason === undefined)) {
        answerProblem(request, response, { status: 400, code: 'malformed_request' });
        return;
      }
      const counts = tally.counts();
      const known = reason === undefined ? counts.total : countOfReason(counts, reason);
      const { page, pages, skip } = findPage(wanted, { total: known, size: pageSize });
      const [{ items, total }, bulk] = await bound(
        Promise.all([
          tally.page({ reasonCode: reason, skip, limit: pageSize }),
          bulks.current('redrive'),
        ]),
      );
      const shown = items.map(show);
      if (asksForHtml(request)) {
        const user = signedInUser(request);
        const list = { counts, reason, items: shown, total, page, pages, bulk };
        response.send(deadLettersPage({ user, ...list }));
      } else {
        response.json({ counts, reason, page, pages, total, items: shown });
      }
    })
    .all(refuseMethod('GET, HEAD'));

  const answerDeadLetter = async (
    request: Request<{ deliveryId: string }>,
    response: Response,
    draft?: DeadLetterDraft,
  ): Promise<void> => {
    const { deliveryId } = request.params;
    const found = await bound(deadLetters.get(deliveryId));
    if (typeof found === 'string') {
      answerOutcome(request, response, { outcome: { kind: found }, deliveryId, ...place });
      return;
    }
    const deadLetter = show(found);
    if (!asksForHtml(request)) response.json(deadLetter);
    else response.send(deadLetterPage({ user: signedInUser(request), deadLetter, draft }));
  };

  router
    .route('/dead-letters/:deliveryId')
    .get(async (request, response) => {
      await answerDeadLetter(request, response, findDeliveryDraft(request, deadLetterForms));
    })
    .all(refuseMethod('GET, HEAD'));

  const decideWith = createDecideOnDelivery({
    place,
    what: 'dead letter action',
    showAgain: answerDeadLetter,
    bound,
    logger,
  });
  router
    .route('/dead-letters/:deliveryId/redrive')
    .post(
      operatorsOnly,
      readBody,
      decideWith('redrive', (decision) => operations.redriveDeadLetter(decision)),
    )
    .all(refuseMethod('POST'));
  router
    .route('/dead-letters/:deliveryId/discard')
    .post(
      operatorsOnly,
      readBody,
      decideWith('discard', (decision) => operations.discardDeadLetter(decision)),
    )
    .all(refuseMethod('POST'));
  return router;
}

/** A reason is named by whoever asks, so that it may be the name of something that every object has. */
function countOfReason({ byReason }: DeadLetterCounts, reason: string): number {
  return Object.hasOwn(byReason, reason) ? (byReason[reason] ?? 0) : 0;
}
