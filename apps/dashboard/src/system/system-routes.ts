import path from 'node:path';
import type { Operations } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import express, { Router } from 'express';
import { createAuditRoutes } from '../audit/audit-routes.ts';
import { createBulkRoutes } from '../bulk/bulk-routes.ts';
import { createDeadLettersRoutes } from '../dead-letters/dead-letters-routes.ts';
import { createEventRoutes } from '../live/event-routes.ts';
import type { EventStreams } from '../live/event-streams.ts';
import { createOverviewRoutes } from '../overview/overview-routes.ts';
import { createQuarantineRoutes } from '../quarantine/quarantine-routes.ts';
import { createWaitingRoutes } from '../waiting/waiting-routes.ts';
import type { System } from './open-system.ts';

/** Beside the sources and beside what is made of them. */
const assets = path.join(import.meta.dirname, '../../assets');

/** The pages about the whole system, and the scripts that keep them up to date. */
export function createSystemRoutes(options: {
  system: System;
  operations: Operations;
  streams: EventStreams;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  redisTimeoutMs: number;
  logger: Logger;
}): Router {
  const { system, operations, streams, bound, redisTimeoutMs, logger } = options;
  const router = Router();
  router.use(
    '/assets',
    express.static(assets, {
      index: false,
      redirect: false,
      setHeaders: (response) => response.setHeader('Cache-Control', 'private, no-cache'),
    }),
  );
  router.use(
    createOverviewRoutes({ monitor: system.monitor, bound }),
    createEventRoutes({ ...system, streams, redisTimeoutMs }),
    // Before single deliveries, whose ids are no such words.
    createBulkRoutes({ bulks: system.bulks, audit: operations.audit, logger }),
    createDeadLettersRoutes({ ...system, operations, bound, logger }),
    createQuarantineRoutes({
      ...system,
      operations,
      audit: operations.audit,
      bound,
      logger,
    }),
    createWaitingRoutes({ ...system, bound }),
    createAuditRoutes({ audit: operations.audit, bound, logger }),
  );
  return router;
}
