import type { Ledger } from '@ticketpost/ledger';
import type { JobsOfOrders, Keyring } from '@ticketpost/queue';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audited-action.ts';
import { findQuarantined, type QuarantinedOfOrder } from '../erasure/find-quarantined.ts';
import { openJob } from '../erasure/open-job.ts';
import type { EvidenceReader } from '../evidence/create-evidence-reader.ts';
import { openEvidenceReceipt } from '../evidence/open-evidence-receipt.ts';
import { describeStanding } from '../orders/describe-standing.ts';
import { judgeOrder } from '../orders/judge-order.ts';
import type { OrderExport } from './order-export.ts';

export type ExportOutcome = { kind: 'exported'; export: OrderExport } | { kind: 'not_found' };

export interface ExportOrderOptions {
  ledger: Pick<Ledger, 'read' | 'readBooking' | 'countTerms'>;
  jobs: Pick<JobsOfOrders, 'findActive' | 'walk' | 'walkQuarantined' | 'describe'>;
  audit: Pick<AuditLog, 'about'>;
  readEvidence: EvidenceReader['readEvidence'];
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what gathers all that is held about one order, opened, for whoever asks what is known of them. It
 * goes through the queue, the quarantine and the audit log, in bounded steps.
 */
export function createExportOrder(options: ExportOrderOptions) {
  const { ledger, jobs, audit, readEvidence, keyring, now } = options;

  return async function exportOrder(orderNo: string): Promise<ExportOutcome> {
    const [record, booking] = await Promise.all([
      ledger.read(orderNo),
      ledger.readBooking(orderNo),
    ]);
    const queued = await readJobs(orderNo);
    const { found, unopened } = await findQuarantined({ jobs, keyring }, orderNo);
    const deliveryIds = [
      ...new Set([
        ...(record?.timeline ?? []).flatMap(({ deliveryId }) => deliveryId ?? []),
        ...queued.map(({ deliveryId }) => deliveryId),
        ...found.map(({ deliveryId }) => deliveryId),
      ]),
    ];
    const lines: AuditEntry[] = [];
    const about = { orderNo, deliveryIds: new Set(deliveryIds) };
    for await (const line of audit.about(about)) lines.push(line);
    // That somebody asked for it is no knowledge of it.
    const wasActedOn = lines.some(({ action }) => action !== 'export');
    const isHeld = record !== undefined || queued.length > 0 || found.length > 0;
    if (!isHeld && !wasActedOn) return { kind: 'not_found' };

    const confirmations = record?.confirmations ?? [];
    const terms = [
      ...confirmations.flatMap((one) => one.terms ?? []),
      ...[
        ...confirmations.flatMap(({ held, mailed }) => [held, (mailed as Mailed)?.order]),
        ...queued.map(({ payload }) => payload),
      ].flatMap(listTerms),
    ];
    const evidence = await Promise.all(deliveryIds.map((id) => readEvidence(id)));
    const standing = record && judgeOrder(record);
    return {
      kind: 'exported',
      export: {
        v: 1,
        orderNo,
        madeAt: new Date(now()).toISOString(),
        ...(standing === undefined
          ? {}
          : { state: standing.kind, summary: describeStanding(standing) }),
        ...(record?.strippedAt === undefined ? {} : { strippedAt: record.strippedAt }),
        ...(record?.missingKeys === undefined ? {} : { missingKeys: record.missingKeys }),
        ...(booking.kind === 'none' ? {} : { booking }),
        confirmations,
        timeline: (record?.timeline ?? []).map(({ receipt, ...entry }) => ({
          ...entry,
          ...(receipt === undefined || entry.deliveryId === undefined
            ? {}
            : { receipt: showReceipt(entry.deliveryId, receipt) }),
        })),
        jobs: queued,
        quarantined: found.map((one) => showQuarantined(one)),
        evidence: evidence.filter((one) => one !== undefined),
        audit: lines,
        searchIndex: {
          entries: await ledger.countTerms(orderNo, [...deliveryIds, ...terms]),
        },
        quarantinedUnopened: unopened,
      },
    };
  };

  async function readJobs(orderNo: string): Promise<OrderExport['jobs']> {
    const all = await jobs.findActive(orderNo);
    for await (const job of jobs.walk(orderNo)) all.push(job);
    return await Promise.all(
      all.map(async ({ id, place, data }) => {
        const { kind, ...opened } = openJob(keyring, data);
        const { receipt, ...envelope } = 'envelope' in opened ? opened.envelope : {};
        return {
          deliveryId: id,
          place,
          ...(await jobs.describe(id)),
          envelope,
          ...(receipt === undefined ? {} : { receipt: showReceipt(id, receipt) }),
          ...('payload' in opened ? { payload: opened.payload } : { unreadable: kind }),
          ...('keyId' in opened ? { keyId: opened.keyId } : {}),
        };
      }),
    );
  }

  function showReceipt(deliveryId: string, sealed: string): object {
    const opening = openEvidenceReceipt(keyring, deliveryId, sealed);
    if (opening.kind === 'gap') return { unreadable: opening.gap };
    const { sha256, ...receipt } = opening.receipt;
    return { ...receipt, sha256: sha256.toString('hex') };
  }

  function showQuarantined({ deliveryId, delivery, body }: QuarantinedOfOrder): object {
    const { receipt, receivedAt, reason, problems } = delivery ?? {};
    return {
      deliveryId,
      receivedAt,
      reason,
      problems,
      ...(receipt === undefined ? {} : { receipt: showReceipt(deliveryId, receipt) }),
      ...(body === undefined ? { unreadable: 'unknown_key' } : showBytes(body)),
    };
  }
}

type Mailed = { order?: unknown } | undefined;

function listTerms(order: unknown): string[] {
  const parsed = parseTicketedOrder(order);
  return parsed.kind === 'order' ? listSearchTerms(parsed.order) : [];
}

function showBytes(bytes: Buffer): object {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes)
    ? { body: text }
    : { bodyBase64: bytes.toString('base64') };
}
