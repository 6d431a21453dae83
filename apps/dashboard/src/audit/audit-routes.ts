import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  auditedActions,
  isAuditPosition,
  showAuditEntry,
  type AuditEntry,
  type AuditLog,
} from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import { Router } from 'express';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { exportAudit, exportFormats, type ExportFormat } from './audit-export.ts';
import { auditPage } from './audit-page.ts';
import { findAuditEntries } from './find-audit-entries.ts';

const pageSize = 100;
/** `oidc:` and the longest `sub`. */
const longestName = 260;

/** `/audit`, and all of it as a file for operators. */
export function createAuditRoutes(options: {
  audit: Pick<AuditLog, 'around' | 'list' | 'export'>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}): Router {
  const { audit, bound, logger } = options;
  const router = Router();
  router
    .route('/audit')
    .get(async (request, response) => {
      const by = readText(request.query['by']);
      const action = readText(request.query['action']);
      const before = readText(request.query['before']);
      const isKnown = action === undefined || isAction(action);
      if (!isKnown || (by ?? '').length > longestName || !isPosition(before)) {
        answerProblem(request, response, { status: 400, code: 'malformed_request' });
        return;
      }
      const filter = { by, action };
      const found = await bound(findAuditEntries({ audit, filter, before, limit: pageSize }));
      const page = { ...found, entries: found.entries.map(showAuditEntry) };
      if (!asksForHtml(request)) {
        response.json(page);
        return;
      }
      const user = signedInUser(request);
      response.send(auditPage({ user, filter, page, isFirst: before === undefined }));
    })
    .all(refuseMethod('GET, HEAD'));

  router
    .route('/audit/export')
    .get(operatorsOnly, async (request, response) => {
      const format = readText(request.query['format']) ?? 'ndjson';
      if (!isFormat(format)) {
        answerProblem(request, response, { status: 400, code: 'malformed_request' });
        return;
      }
      response
        .type(exportFormats[format].type)
        .attachment(`ticketpost-audit.${format}`)
        .set('Content-Type', exportFormats[format].type);
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      const { name: by, role } = signedInUser(request);
      logger.info({ user: by, format }, 'audit log exported');
      // The line is written before the first byte is answered: until then a failure can be told.
      await audit.around(
        { action: 'export_audit', by, role, via: 'dashboard', detail: format },
        async () => {
          try {
            await pipeline(Readable.from(exportAudit(audit.export(), format)), response);
            return { kind: 'exported' };
          } catch (error) {
            // The answer is cut off by that, so nobody takes a part for the whole.
            if (!request.destroyed) logger.warn({ error }, 'the export of the audit log broke off');
            return { kind: 'broken_off' };
          }
        },
      );
    })
    .all(refuseMethod('GET, HEAD'));
  return router;
}

/** An empty field of the form is none. */
function readText(query: unknown): string | undefined {
  return typeof query === 'string' && query.trim() !== '' ? query.trim() : undefined;
}

function isAction(text: string): text is AuditEntry['action'] {
  return (auditedActions as readonly string[]).includes(text);
}

function isFormat(text: string): text is ExportFormat {
  return Object.hasOwn(exportFormats, text);
}

function isPosition(before: string | undefined): boolean {
  return before === undefined || isAuditPosition(before);
}
