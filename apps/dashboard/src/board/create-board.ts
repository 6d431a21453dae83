import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { AuditLog } from '@ticketpost/operations';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import type { Queue } from 'bullmq';
import type { RequestHandler } from 'express';
import { signedInUser } from '../login/signed-in-user.ts';
import type { Role } from '@ticketpost/settings/dashboard';
import { BoardAdapter } from './board-adapter.ts';
import { judgeBoardFailure } from './board-failure.ts';
import { formatJobData } from './format-job-data.ts';
import { operatorActions } from './operator-actions.ts';

/** The job queue board for one role, to be mounted at `basePath`. It does not check the role. */
export function createBoard(options: {
  role: Role;
  basePath: string;
  queues: readonly Queue[];
  audit: Pick<AuditLog, 'around'>;
  ping: () => Promise<unknown>;
  /** The longest an answer waits for Redis. */
  redisTimeoutMs: number;
  logger: Logger;
}): RequestHandler {
  const { role, basePath, queues, audit, ping, redisTimeoutMs, logger } = options;
  const bound = <T>(work: Promise<T>) =>
    withDeadline(work, { what: 'Redis', timeoutMs: redisTimeoutMs });
  const isReadOnly = role === 'viewer';
  const serverAdapter = new BoardAdapter({
    findAction: (method, route) => (isReadOnly ? undefined : operatorActions[`${method} ${route}`]),
    checkRedis: ping,
    bound,
    judgeFailure: (error) => judgeBoardFailure(error, { checkRedis: () => bound(ping()), logger }),
    audit: (request, action, work) => {
      const { queueName = '', jobId, queueStatus } = request.params;
      const detail = [action, queueName, queueStatus].filter(isText).join(' ');
      const by = signedInUser(request).name;
      const about = isText(jobId) ? { deliveryId: jobId } : {};
      return audit.around({ action: 'board', by, role, via: 'board', ...about, detail }, work);
    },
    onAction: (request, { action, status }) => {
      const { queueName: queue, jobId, queueStatus } = request.params;
      const user = signedInUser(request).name;
      logger.info({ user, role, action, queue, jobId, queueStatus, status }, 'board action');
    },
  });
  serverAdapter.setBasePath(basePath);
  // `allowCompletedRetries` is missing from the type that the adapter's constructor names.
  const adapterOptions = { readOnlyMode: isReadOnly, allowCompletedRetries: false };
  createBullBoard({
    serverAdapter,
    queues: queues.map((queue) => {
      const adapter = new BullMQAdapter(queue, adapterOptions);
      adapter.setFormatter('data', formatJobData);
      return adapter;
    }),
    options: {
      uiConfig: {
        boardTitle: 'Ticketpost',
        miscLinks: [
          { text: 'Overview', url: '/' },
          { text: 'Log out', url: '/logout' },
        ],
        hideDocsLink: true,
        pollingInterval: { showSetting: false, forceInterval: 10 },
        showWorkers: false,
        showMetrics: false,
      },
    },
  });
  return serverAdapter.getRouter() as RequestHandler;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
