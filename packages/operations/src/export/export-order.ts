import type { Evidence } from '@ticketpost/evidence';
import type { Ledger } from '@ticketpost/ledger';
import type { JobOfOrder, JobsOfOrders, Keyring } from '@ticketpost/queue';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audited-action.ts';
import {
  createSearchQuarantine,
  type QuarantinedOfOrder,
} from '../erasure/create-search-quarantine.ts';
import { openJob } from '../erasure/open-job.ts';
import type { EvidenceReader } from '../evidence/create-evidence-reader.ts';
import { openEvidenceReceipt } from '../evidence/open-evidence-receipt.ts';
import { describeStanding } from '../orders/describe-standing.ts';
import { judgeOrder } from '../orders/judge-order.ts';
import { createRoom, type Room } from './create-room.ts';
import type { OrderExport } from './order-export.ts';

export type ExportOutcome = { kind: 'exported'; export: OrderExport } | { kind: 'not_found' };

export interface ExportOrderOptions {
  ledger: Pick<Ledger, 'read' | 'readBooking' | 'countTerms'>;
  jobs: Pick<JobsOfOrders, 'walkActive' | 'walk' | 'walkQuarantined' | 'describe'>;
  audit: Pick<AuditLog, 'about'>;
  readEvidence: EvidenceReader['readEvidence'];
  keyring: Keyring;
  now: () => number;
  /** How much of payloads and bodies one export may hold. */
  maxOpenedBytes?: number;
}

/** Some thousands of usual deliveries: what is larger was made to be. */
const defaultMaxOpenedBytes = 16 * 1024 * 1024;

/**
 * Makes what gathers all that is held about one order, opened, for whoever asks what is known of them. It
 * goes through the queue, the quarantine and the audit log, in bounded steps. Payloads and bodies that find no room
 * are named without their content.
 */
export function createExportOrder(options: ExportOrderOptions) {
  const { ledger, jobs, audit, readEvidence, keyring, now } = options;
  const { maxOpenedBytes = defaultMaxOpenedBytes } = options;
  const searchQuarantine = createSearchQuarantine({ jobs, keyring });

  return async function exportOrder(orderNo: string): Promise<ExportOutcome> {
    const [record, booking] = await Promise.all([
      ledger.read(orderNo),
      ledger.readBooking(orderNo),
    ]);
    const room = createRoom(maxOpenedBytes);
    const queued = await readJobs(orderNo, room);
    const found: { deliveryId: string; shown: object }[] = [];
    const { unopened } = await searchQuarantine(orderNo, (one) => {
      found.push({ deliveryId: one.deliveryId, shown: showQuarantined(one, room) });
    });
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
    const evidence: Evidence[] = [];
    for (const id of deliveryIds) {
      const one = await readEvidence(id);
      if (one !== undefined) evidence.push(one);
    }
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
        quarantined: found.map(({ shown }) => shown),
        evidence,
        audit: lines,
        searchIndex: {
          entries: await ledger.countTerms(orderNo, [...deliveryIds, ...terms]),
        },
        quarantinedUnopened: unopened,
      },
    };
  };

  async function readJobs(orderNo: string, room: Room): Promise<ExportedJob[]> {
    const shown: ExportedJob[] = [];
    for (const walk of [jobs.walkActive(orderNo), jobs.walk(orderNo)]) {
      for await (const job of walk) shown.push(await showJob(job, room));
    }
    return shown;
  }

  async function showJob({ id, place, data }: JobOfOrder, room: Room): Promise<ExportedJob> {
    const { kind, ...opened } = openJob(keyring, data);
    const { receipt, ...envelope } = 'envelope' in opened ? opened.envelope : {};
    const isLeftOut = 'payload' in opened && !room.take(lengthOf(opened.payload));
    return {
      deliveryId: id,
      place,
      ...(await jobs.describe(id)),
      envelope,
      ...(receipt === undefined ? {} : { receipt: showReceipt(id, receipt) }),
      ...('payload' in opened && !isLeftOut
        ? { payload: opened.payload }
        : { unreadable: isLeftOut ? leftOut : kind }),
      ...('keyId' in opened ? { keyId: opened.keyId } : {}),
    };
  }

  function showReceipt(deliveryId: string, sealed: string): object {
    const opening = openEvidenceReceipt(keyring, deliveryId, sealed);
    if (opening.kind === 'gap') return { unreadable: opening.gap };
    const { sha256, ...receipt } = opening.receipt;
    return { ...receipt, sha256: sha256.toString('hex') };
  }

  function showQuarantined({ deliveryId, delivery, body }: QuarantinedOfOrder, room: Room): object {
    const { receipt, receivedAt, reason, problems } = delivery ?? {};
    return {
      deliveryId,
      receivedAt,
      reason,
      problems,
      ...(receipt === undefined ? {} : { receipt: showReceipt(deliveryId, receipt) }),
      ...showBody(body, room),
    };
  }
}

type ExportedJob = OrderExport['jobs'][number];

/** The reason why something has no content: it found no room. */
const leftOut = 'left_out';

function lengthOf(payload: unknown): number {
  return JSON.stringify(payload).length;
}

function showBody(body: Buffer | undefined, room: Room): object {
  if (body === undefined) return { unreadable: 'unknown_key' };
  return room.take(body.length) ? showBytes(body) : { unreadable: leftOut };
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
