import {
  openQuarantinedDelivery,
  parseQuarantinedDelivery,
  type JobsOfOrders,
  type Keyring,
  type KeptJob,
  type QuarantinedDelivery,
} from '@ticketpost/queue';
import { decodeJson, findOrderNo, isJsonObject } from '@ticketpost/schema';

/** A quarantined delivery about one order. */
export interface QuarantinedOfOrder {
  deliveryId: string;
  /** Absent when its job is of no form that this version knows. */
  delivery?: QuarantinedDelivery;
  /** The body's bytes as they came. */
  body?: Buffer;
}

export interface QuarantineSearch {
  found: QuarantinedOfOrder[];
  /** Those of which nobody can say what they are about: their key is not at hand, or they are damaged. */
  unopened: number;
}

/**
 * Finds the quarantined deliveries that name an order: in clear, as the event's own order, or anywhere in
 * the body. It opens every one of them.
 */
export async function findQuarantined(
  { jobs, keyring }: { jobs: Pick<JobsOfOrders, 'walkQuarantined'>; keyring: Keyring },
  orderNo: string,
): Promise<QuarantineSearch> {
  const found: QuarantinedOfOrder[] = [];
  let unopened = 0;
  for await (const job of jobs.walkQuarantined()) {
    const delivery = parseQuarantinedDelivery(job.data);
    const about = { deliveryId: job.id, ...(delivery === undefined ? {} : { delivery }) };
    const opening = delivery && openQuarantinedDelivery(keyring, delivery);
    if (opening?.kind === 'opened') {
      const body = opening.plaintext;
      if (isAbout(body, orderNo)) found.push({ ...about, body });
    } else if (namesInClear(job, orderNo)) {
      found.push(about);
    } else {
      unopened += 1;
    }
  }
  return { found, unopened };
}

function isAbout(body: Buffer, orderNo: string): boolean {
  if (body.includes(orderNo)) return true;
  // JSON may spell it with escapes.
  if (!body.includes('\\')) return false;
  const decoding = decodeJson(body);
  return (
    decoding.kind === 'json' &&
    isJsonObject(decoding.value) &&
    findOrderNo(decoding.value) === orderNo
  );
}

function namesInClear({ data }: KeptJob, orderNo: string): boolean {
  return JSON.stringify(data).includes(JSON.stringify(orderNo));
}
