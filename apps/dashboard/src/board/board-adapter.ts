import type { AppControllerRoute, AppViewRoute } from '@bull-board/api/typings/app';
import { ExpressAdapter } from '@bull-board/express';
import express, { Router, type Request, type Response } from 'express';
import pLimit from 'p-limit';
import { asksForHtml } from '../http/asks-for-html.ts';
import { sendProblem } from '../http/problem.ts';
import { unavailablePage } from '../pages/unavailable-page.ts';
import { adaptBoardPage } from './board-page.ts';
import type { BoardFailure } from './board-failure.ts';

const mostJobsPerPage = 20;

/** What a board asks of those around it. */
interface BoardPorts {
  /** The name of an action that may be done on this board, or `undefined`. */
  findAction: (method: string, route: string) => string | undefined;
  /** Rejects while Redis does not answer. */
  checkRedis: () => Promise<unknown>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  judgeFailure: (error: unknown) => Promise<BoardFailure>;
  /** Does an action that stands in the audit log; when it cannot be written there, it rejects. */
  audit: (
    request: Request,
    action: string,
    work: () => Promise<{ kind: string }>,
  ) => Promise<unknown>;
  onAction: (request: Request, outcome: { action: string; status: number }) => void;
}

/**
 * The board's server side with our rules: reads and listed actions are the only routes there are,
 * every answer comes in bounded time, errors are problem documents, and the page carries nothing
 * from other sites.
 */
export class BoardAdapter extends ExpressAdapter {
  readonly #ports: BoardPorts;
  /** An answer holds whole jobs, quarantined bodies too. */
  readonly #fewAtATime = pLimit(2);

  constructor(ports: BoardPorts) {
    super();
    this.#ports = ports;
    this.app.disable('x-powered-by');
  }

  override setStaticPath(route: string, path: string): this {
    this.app.use(
      route,
      express.static(path, {
        redirect: false,
        setHeaders: (response) => response.setHeader('Cache-Control', 'private, no-cache'),
      }),
    );
    return this;
  }

  override setEntryRoute(entry: AppViewRoute): this {
    this.app.get(entry.route, async (request, response) => {
      try {
        await this.#ports.bound(this.#ports.checkRedis());
      } catch {
        answerUnavailable(request, response);
        return;
      }
      const { name, params } = entry.handler({ basePath: this.basePath, uiConfig: this.uiConfig });
      const page = await new Promise<string>((resolve, reject) => {
        response.render(name, params, (error: Error | null, text: string) => {
          if (error === null) resolve(text);
          else reject(error);
        });
      });
      response.send(adaptBoardPage(page));
    });
    return this;
  }

  override setApiRoutes(routes: AppControllerRoute[]): this {
    const router = Router();
    for (const boardRoute of routes) {
      for (const method of [boardRoute.method].flat()) {
        for (const path of [boardRoute.route].flat()) {
          const action = this.#ports.findAction(method, path);
          if (method !== 'get' && action === undefined) continue;
          router[method](path, async (request, response) => {
            if (action === undefined) await this.#answer(request, response, boardRoute);
            else await this.#act(request, response, { boardRoute, action });
          });
        }
      }
    }
    this.app.use(router);
    return this;
  }

  async #act(
    request: Request,
    response: Response,
    { boardRoute, action }: { boardRoute: AppControllerRoute; action: string },
  ): Promise<void> {
    try {
      await this.#ports.audit(request, action, async () => {
        await this.#answer(request, response, boardRoute);
        return { kind: response.statusCode < 400 ? 'done' : `refused_${response.statusCode}` };
      });
    } catch (error) {
      if (!response.headersSent) sendProblem(response, await this.#ports.judgeFailure(error));
    }
    this.#ports.onAction(request, { action, status: response.statusCode });
  }

  async #answer(
    request: Request,
    response: Response,
    boardRoute: AppControllerRoute,
  ): Promise<void> {
    try {
      const answer = await this.#ports.bound(
        this.#fewAtATime(async () =>
          boardRoute.handler({
            queues: this.bullBoardQueues ?? new Map<string, never>(),
            uiConfig: this.uiConfig,
            query: boundQuery(request.query),
            params: request.params,
            body: {},
            headers: {},
          }),
        ),
      );
      const status = answer.status ?? 200;
      if (status < 400) response.status(status).json(answer.body);
      else {
        const board = typeof answer.body === 'string' ? {} : answer.body;
        sendProblem(response, { status, code: codeOf(status), board });
      }
    } catch (error) {
      sendProblem(response, await this.#ports.judgeFailure(error));
    }
  }
}

/** The board would read as many whole jobs as it is asked for. */
function boundQuery(query: Request['query']): Request['query'] {
  const isTooMuch = Number(query['jobsPerPage']) > mostJobsPerPage;
  return isTooMuch ? { ...query, jobsPerPage: String(mostJobsPerPage) } : query;
}

function answerUnavailable(request: Request, response: Response): void {
  response.set('Retry-After', '5');
  if (asksForHtml(request)) response.status(503).send(unavailablePage());
  else sendProblem(response, { status: 503, code: 'redis_unavailable' });
}

function codeOf(status: number) {
  switch (status) {
    case 403:
    case 405:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return 'job_conflict';
    default:
      return status < 500 ? 'malformed_request' : 'internal';
  }
}
