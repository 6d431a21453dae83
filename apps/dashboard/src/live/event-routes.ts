import type { Monitor } from '@ticketpost/monitoring';
import type { Bulks } from '@ticketpost/operations';
import { Router } from 'express';
import { renderBulkActions } from '../bulk/bulk-page.ts';
import { renderBulkParts } from '../bulk/bulk-parts.ts';
import { answerProblem } from '../http/answer-problem.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { renderOverviewParts } from '../overview/overview-parts.ts';
import type { Role } from '@ticketpost/settings/dashboard';
import { createLiveTopic, type LiveTopic } from './live-topic.ts';
import type { EventStreams } from './event-streams.ts';

const overviewEveryMs = 2000;
const bulkEveryMs = 1000;

/** `GET /events`: the overview's parts as they change; `?bulk=<id>` those of a bulk. */
export function createEventRoutes(options: {
  streams: EventStreams;
  monitor: Pick<Monitor, 'read'>;
  bulks: Pick<Bulks, 'read'>;
  redisTimeoutMs: number;
}): Router {
  const { streams, monitor, bulks, redisTimeoutMs: timeoutMs } = options;
  const overview = createLiveTopic({
    read: async () => {
      const state = await monitor.read();
      return { at: state.at, parts: renderOverviewParts(state) };
    },
    everyMs: overviewEveryMs,
    timeoutMs,
  });
  const bulkTopics = new Map<string, LiveTopic>();
  const bulkTopic = (id: string, role: Role): LiveTopic => {
    const key = `${role} ${id}`;
    const topic =
      bulkTopics.get(key) ??
      createLiveTopic({
        read: async () => {
          const bulk = await bulks.read(id);
          if (bulk === undefined) return undefined;
          const parts = renderBulkParts(bulk);
          const actions = role === 'operator' ? { actions: renderBulkActions(bulk) } : {};
          return { at: new Date().toISOString(), parts: { ...parts, ...actions } };
        },
        everyMs: bulkEveryMs,
        timeoutMs,
        onIdle: () => bulkTopics.delete(key),
      });
    bulkTopics.set(key, topic);
    return topic;
  };

  const router = Router();
  router
    .route('/events')
    .get((request, response) => {
      const { bulk } = request.query;
      if (bulk === undefined) streams.open(request, response, () => overview);
      else if (typeof bulk === 'string' && /^[\w-]{1,64}$/.test(bulk)) {
        const { role } = signedInUser(request);
        streams.open(request, response, () => bulkTopic(bulk, role));
      } else answerProblem(request, response, { status: 400, code: 'malformed_request' });
    })
    .all(refuseMethod('GET, HEAD'));
  return router;
}
