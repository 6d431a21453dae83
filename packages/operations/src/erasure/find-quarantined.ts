import {
  openQuarantinedDelivery,
  parseQuarantinedDelivery,
  type JobsOfOrders,
  type Keyring,
  type KeptJob,
  type QuarantinedDelivery,
} from '@ticketpost/queue';
import { decodeJson, findOrderNo, isJsonObject, parseOrderNo } from '@ticketpost/schema';

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
 * Finds the quarantined deliveries that name an order: in clear, or in a field for order numbers anywhere
 * in the body. It opens every one of them.
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

/**
 * Whether a body has the number in a field for order numbers, as all of its text: another order's number
 * may hold this one, and a short one may be said of anything.
 */
function isAbout(body: Buffer, orderNo: string): boolean {
  const decoding = decodeJson(body);
  if (decoding.kind !== 'json') return isNamedInText(body.toString('utf8'), orderNo);
  const { value } = decoding;
  return namesOrder(value, orderNo) || (isJsonObject(value) && findOrderNo(value) === orderNo);
}

const orderNoField = /orderno$/i;
/** Deeper than any event: what somebody nested without end is not followed to it. */
const deepest = 100;

function namesOrder(value: unknown, orderNo: string, depth = 0): boolean {
  if (depth > deepest) return false;
  if (Array.isArray(value)) return value.some((item) => namesOrder(item, orderNo, depth + 1));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([name, inner]) =>
      (orderNoField.test(name) && parseOrderNo(inner) === orderNo) ||
      namesOrder(inner, orderNo, depth + 1),
  );
}

/** The same in what is no JSON, or was cut off: the field with its whole text, in quotes or not. */
function isNamedInText(text: string, orderNo: string): boolean {
  return [...text.matchAll(namedOrder)].some(
    ([, quoted, bare]) => parseOrderNo(quoted ?? bare) === orderNo,
  );
}

const namedOrder = /orderno"\s*:\s*(?:"([^"\\]*)"|([^\s",}\]]+)(?=[\s,}\]]))/gi;

function namesInClear({ data }: KeptJob, orderNo: string): boolean {
  return JSON.stringify(data).includes(JSON.stringify(orderNo));
}
