import type { AuditLog, BulkKind, BulkState, Bulks } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import { Router, type Request, type Response } from 'express';
import { readDecision } from '../decisions/read-decision.ts';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { sendProblem } from '../http/problem.ts';
import { fieldsOf, readBody } from '../http/read-fields.ts';
import { readReasonCode } from '../http/reason-code.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { draftOf } from '../login/draft.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { bulkFormPage } from './bulk-form-page.ts';
import { bulkPage } from './bulk-page.ts';
import { bulkPath } from './bulk-paths.ts';
import { bulkWords } from './bulk-words.ts';

/** Where bulks are looked at beforehand, begun, watched and stopped. */
export function createBulkRoutes(options: {
  bulks: Bulks;
  audit: Pick<AuditLog, 'around'>;
  logger: Logger;
}): Router {
  const { bulks, audit, logger } = options;
  const router = Router();

  const answerForm = async (
    request: Request,
    response: Response,
    options: {
      kind: BulkKind;
      reason: string;
      occupied: BulkState | undefined;
      draft?: { reason: string; mistake?: string };
    },
  ): Promise<void> => {
    const { kind, reason, occupied, draft } = options;
    const user = signedInUser(request);
    const order = { kind, reason, by: user.name, why: '', via: 'dashboard' } as const;
    const preview = await bulks.preview(order);
    if (asksForHtml(request)) {
      response.send(bulkFormPage({ user, kind, reason, preview, occupied, draft }));
    } else {
      response.json({ kind, reason, ...preview, occupied });
    }
  };

  const begin = async (
    request: Request,
    response: Response,
    { kind, reason }: { kind: BulkKind; reason: string },
  ): Promise<void> => {
    const reading = readDecision(request);
    if (reading.kind === 'invalid') {
      const { problem } = reading;
      if (!asksForHtml(request)) {
        sendProblem(response, { status: 422, code: 'invalid_input', problems: [problem] });
        return;
      }
      response.status(422);
      const draft = { reason: fieldsOf(request.body)['reason'] ?? '', mistake: problem.detail };
      await answerForm(request, response, {
        kind,
        reason,
        occupied: await bulks.current(kind),
        draft,
      });
      return;
    }
    const beginning = await bulks.begin({ kind, reason, ...reading.decision });
    const { by: user, role } = reading.decision;
    const { id } = beginning;
    const action = `bulk_${kind}`;
    logger.info({ user, role, action, reason, bulk: id, outcome: beginning.kind }, 'bulk action');
    if (beginning.kind === 'begun') {
      if (asksForHtml(request)) response.redirect(303, bulkPath(id));
      else response.status(202).location(bulkPath(id)).json({ outcome: 'begun', id });
      return;
    }
    const other = await bulks.read(id);
    const isOwnDouble = other?.by === user && other.reason === reason;
    if (!asksForHtml(request)) {
      const detail = `${beginning.by ?? 'somebody'} runs ${bulkPath(id)}`;
      sendProblem(response, { status: 409, code: 'bulk_occupied', detail });
    } else if (isOwnDouble) {
      // Clicked twice: the first click did it.
      response.redirect(303, bulkPath(id));
    } else {
      response.status(409);
      await answerForm(request, response, { kind, reason, occupied: other });
    }
  };

  for (const kind of ['redrive', 'release'] as const) {
    const withReason =
      (
        answer: (
          request: Request,
          response: Response,
          wanted: { kind: BulkKind; reason: string },
        ) => Promise<void>,
      ) =>
      async (request: Request, response: Response): Promise<void> => {
        const reason = readReasonCode(request.query['reason']);
        if (reason === undefined) {
          answerProblem(request, response, { status: 400, code: 'malformed_request' });
        } else {
          await answer(request, response, { kind, reason });
        }
      };
    router
      .route(bulkWords[kind].path)
      .get(
        withReason(async (request, response, wanted) => {
          const written = draftOf(request)?.fields['reason'];
          await answerForm(request, response, {
            ...wanted,
            occupied: await bulks.current(kind),
            ...(written === undefined ? {} : { draft: { reason: written } }),
          });
        }),
      )
      .post(operatorsOnly, readBody, withReason(begin))
      .all(refuseMethod('GET, HEAD, POST'));
  }

  router
    .route('/bulk/:id')
    .get(async (request, response) => {
      const bulk = await bulks.read(request.params.id);
      if (bulk === undefined) answerProblem(request, response, { status: 404, code: 'not_found' });
      else if (asksForHtml(request)) {
        const at = new Date().toISOString();
        response.send(bulkPage({ user: signedInUser(request), bulk, at }));
      } else response.json(bulk);
    })
    .all(refuseMethod('GET, HEAD'));
  router
    .route('/bulk/:id/stop')
    .post(operatorsOnly, async (request, response) => {
      const { id } = request.params;
      const { name: user, role } = signedInUser(request);
      const action = { action: 'bulk_stop', by: user, role, via: 'dashboard', detail: id } as const;
      const { kind } = await audit.around(action, () => bulks.stop(id, user));
      logger.info({ user, role, action: 'bulk_stop', bulk: id, outcome: kind }, 'bulk action');
      if (kind === 'not_found') {
        answerProblem(request, response, { status: 404, code: 'not_found' });
      } else if (asksForHtml(request)) {
        response.redirect(303, bulkPath(id));
      } else if (kind === 'not_running') {
        sendProblem(response, { status: 409, code: 'not_running' });
      } else {
        response.status(202).json({ outcome: kind, id });
      }
    })
    .all(refuseMethod('POST'));
  return router;
}
