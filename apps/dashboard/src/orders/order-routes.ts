import type { Logger } from '@ticketpost/runtime';
import { Router, type NextFunction, type Request, type Response } from 'express';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { fieldsOf, readBody } from '../http/read-fields.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { sendProblem } from '../http/problem.ts';
import { draftOf } from '../login/draft.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { carryOut } from './carry-out.ts';
import { erasePage } from './erase-page.ts';
import { readFlash } from './flash.ts';
import { maskOrder } from './mask-order.ts';
import type { ShownForm } from './order-actions.ts';
import { readOrderForm, type OrderAction } from './order-form.ts';
import { orderJson } from './order-json.ts';
import { refusals } from './order-outcome.ts';
import { orderPage } from './order-page.ts';
import { orderPath } from './order-path.ts';
import type { OrderWorks } from './order-works.ts';
import { searchPage } from './search-page.ts';
import { unknownOrderPage } from './unknown-order-page.ts';

/** Orders on one page of a search. */
const pageSize = 50;

export interface OrderRoutesOptions {
  works: OrderWorks;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}

const actions = ['redrive', 'resend', 'erase'] as const satisfies OrderAction[];

/** The pages about orders: search, one order, and what operators do to it. */
export function createOrderRoutes({ works, bound, logger }: OrderRoutesOptions): Router {
  const router = Router();

  router
    .route('/orders')
    .get(async (request, response) => {
      const user = signedInUser(request);
      const query = textOf(request.query['q']).trim();
      const after = textOf(request.query['after']) || undefined;
      const found =
        query === ''
          ? undefined
          : await bound(works.searchOrders(query, { after, limit: pageSize }));
      if (!asksForHtml(request)) {
        response.json(found ?? { orders: [] });
        return;
      }
      const [only, ...others] = found?.orders ?? [];
      const isOnlyHit =
        only !== undefined &&
        others.length === 0 &&
        found?.next === undefined &&
        after === undefined;
      if (isOnlyHit) response.redirect(303, orderPath(only.orderNo));
      else response.send(searchPage({ user, query, found, isFirstPage: after === undefined }));
    })
    .all(refuseMethod('GET, HEAD'));

  router
    .route('/orders/:orderNo')
    .get(async (request, response) => {
      const orderNo = orderNoOf(request);
      const view = await bound(works.readOrder(orderNo));
      if (view === undefined) {
        answerUnknown(request, response, orderNo);
        return;
      }
      const masked = maskOrder(view);
      if (!asksForHtml(request)) {
        response.json(orderJson(masked));
        return;
      }
      const user = signedInUser(request);
      const shown = resumedForm(request);
      response.send(
        orderPage({
          user,
          view: masked,
          done: readFlash(request.query['done'], { view, by: user.name, now: Date.now() }),
          shown,
          isResumed: shown !== undefined,
        }),
      );
    })
    .all(refuseMethod('GET, HEAD'));

  router.get('/orders/:orderNo/erase', async (request, response) => {
    const orderNo = orderNoOf(request);
    const user = signedInUser(request);
    if (user.role !== 'operator') {
      answerProblem(request, response, { status: 403, code: 'forbidden' });
      return;
    }
    if ((await bound(works.readOrder(orderNo))) === undefined) {
      answerUnknown(request, response, orderNo);
      return;
    }
    const shown = resumedForm(request);
    response.send(erasePage({ user, orderNo, shown, isResumed: shown !== undefined }));
  });

  for (const action of actions) {
    router.post(
      `/orders/:orderNo/${action}`,
      (request: Request, response: Response, next: NextFunction) => {
        if (signedInUser(request).role === 'operator') next();
        else answerProblem(request, response, { status: 403, code: 'forbidden' });
      },
      readBody,
      async (request: Request, response: Response) => {
        await act(request, response, action);
      },
    );
    router.all(
      `/orders/:orderNo/${action}`,
      refuseMethod(action === 'erase' ? 'GET, HEAD, POST' : 'POST'),
    );
  }

  async function act(request: Request, response: Response, action: OrderAction): Promise<void> {
    const orderNo = orderNoOf(request);
    const { name: by, role } = signedInUser(request);
    const fields = fieldsOf(request.body);
    const isForm = asksForHtml(request);
    const form = { action, fields, problems: [] };
    const reading = readOrderForm(fields, { action, orderNo, isForm });
    if (reading.kind === 'invalid') {
      const { problems } = reading;
      if (isForm) await showAgain(request, response, 422, { ...form, problems });
      else sendProblem(response, { status: 422, code: 'invalid_input', problems });
      return;
    }
    const end = await bound(carryOut(works, { action, orderNo, by, role, ...reading.wish }));
    const outcome = end.kind === 'done' ? end.success : end.refusal;
    logger.info({ user: by, role, action, orderNo, outcome }, 'order action');
    if (end.kind === 'done') {
      if (isForm) response.redirect(303, `${orderPath(orderNo)}?done=${end.success}`);
      else response.json({ outcome, ...end.details });
      return;
    }
    const { refusal } = end;
    const { status, text } = refusals[refusal];
    const message = end.message ?? text;
    if (refusal === 'not_stored') response.set('Retry-After', '5');
    if (!isForm) {
      sendProblem(response, { status, code: refusal, detail: message });
    } else if (refusal === 'invalid_address' || refusal === 'address_missing') {
      const problems = [{ pointer: '/to', detail: message }];
      await showAgain(request, response, status, { ...form, problems });
    } else {
      await showAgain(request, response, status, { ...form, message });
    }
  }

  /** The page of the form, with all that was written into it. */
  async function showAgain(
    request: Request,
    response: Response,
    status: number,
    shown: ShownForm,
  ): Promise<void> {
    const orderNo = orderNoOf(request);
    const user = signedInUser(request);
    const view = await bound(works.readOrder(orderNo));
    if (view === undefined) {
      answerUnknown(request, response, orderNo);
      return;
    }
    response
      .status(status)
      .send(
        shown.action === 'erase'
          ? erasePage({ user, orderNo, shown })
          : orderPage({ user, view: maskOrder(view), shown }),
      );
  }

  return router;
}

function answerUnknown(request: Request, response: Response, orderNo: string): void {
  if (asksForHtml(request)) {
    response.status(404).send(unknownOrderPage({ user: signedInUser(request), orderNo }));
  } else {
    sendProblem(response, { status: 404, code: 'not_found' });
  }
}

/** The form that was sent when nobody was logged in. */
function resumedForm(request: Request): ShownForm | undefined {
  const draft = draftOf(request);
  if (draft === undefined) return undefined;
  const action = actions.find((one) => draft.action.endsWith(`/${one}`));
  return action === undefined ? undefined : { action, fields: draft.fields, problems: [] };
}

function orderNoOf(request: Request): string {
  return textOf(request.params['orderNo']).trim();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
