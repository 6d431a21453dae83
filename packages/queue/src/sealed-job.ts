import { contextOfEnvelope } from './sealed-envelope.ts';
import { parseEnvelope } from './envelope.ts';
import { contextOfQuarantined, type QuarantinedDelivery } from './quarantined-delivery.ts';
import { contextOfReceipt } from './sealed-receipt.ts';

/** One sealed value of a job's data, and where it opens. */
export interface SealedPart {
  sealed: string;
  context: string;
}

/** What is sealed in the data of a job of either queue; `undefined` of a job of no form that is known. */
export function listSealedOfJob(
  queueName: 'events' | 'quarantine',
  text: string,
): SealedPart[] | undefined {
  const data = readJson(text);
  const job = queueName === 'events' ? parseEnvelope(data) : parseQuarantined(data);
  if (job === undefined) return undefined;
  const context = 'problems' in job ? contextOfQuarantined(job) : contextOfEnvelope(job);
  const parts = [{ sealed: job.payload, context }];
  const { deliveryId, receipt } = job;
  if (receipt !== undefined) parts.push({ sealed: receipt, context: contextOfReceipt(deliveryId) });
  return parts;
}

function parseQuarantined(data: unknown): QuarantinedDelivery | undefined {
  const { v, deliveryId, payload, receipt } = (data ?? {}) as Readonly<Record<string, unknown>>;
  const isKnown =
    v === 1 &&
    typeof deliveryId === 'string' &&
    typeof payload === 'string' &&
    (receipt === undefined || typeof receipt === 'string');
  return isKnown ? (data as QuarantinedDelivery) : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
