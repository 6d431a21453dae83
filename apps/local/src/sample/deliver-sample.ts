import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { newOrderNo, sampleDelivery } from '@ticketpost/testkit';
import type { InboxClient, InboxMail } from '../inbox/inbox-client.ts';
import { LocalError, messageOf } from '../local-error.ts';
import type { AttemptWatch } from './attempt-watch.ts';

export interface DeliverSampleOptions {
  webhookUrl: string;
  inbox: InboxClient;
  attempts: Pick<AttemptWatch, 'last'>;
  /** Told one line when something is done. */
  say: (line: string) => void;
  timeoutMs: number;
  /** Ends the wait. */
  signal: AbortSignal;
}

export interface ArrivedMail extends InboxMail {
  orderNo: string;
}

type Delivered =
  | { kind: 'arrived'; mail: ArrivedMail }
  /** An earlier start mailed the order, may still be at it, or had it erased. */
  | { kind: 'duplicate'; because: string };

const pauseMs = 100;

/**
 * Posts the supplier's sample as the supplier would and finds its mail by asking the inbox. When the
 * order is known from an earlier start, no second mail may come: then it is posted under a new order
 * number. Rejects with `sample_refused` or `mail_missing`.
 */
export async function deliverSample(options: DeliverSampleOptions): Promise<ArrivedMail> {
  const { orderNo } = sampleDelivery().data;
  const first = await deliver(orderNo, options);
  if (first.kind === 'arrived') return first.mail;
  const another = newOrderNo({ sandbox: true });
  options.say(`${describeDuplicate(orderNo, first.because)}; posting it as order ${another}`);
  const second = await deliver(another, options);
  if (second.kind === 'arrived') return second.mail;
  throw new LocalError(`Order ${another} is new, but was taken for a duplicate`, {
    code: 'mail_missing',
  });
}

async function deliver(orderNo: string, options: DeliverSampleOptions): Promise<Delivered> {
  const { inbox, attempts, signal, timeoutMs } = options;
  const before = new Set(await inbox.findIds(orderNo));
  const deliveryId = await post(orderNo, options);
  options.say(`Posted the supplier's sample, order ${orderNo}`);
  const endsAt = performance.now() + timeoutMs;
  let trouble: unknown;
  while (performance.now() < endsAt && !signal.aborted) {
    const attempt = attempts.last(deliveryId);
    try {
      const ids = await inbox.findIds(orderNo);
      const id = ids.find((candidate) => !before.has(candidate));
      const mail = id === undefined ? undefined : await inbox.read(id);
      if (mail) return { kind: 'arrived', mail: { ...mail, orderNo } };
      trouble = undefined;
    } catch (error) {
      trouble = error;
    }
    // Read before the inbox was asked: what the attempt sent was there to be found by then.
    if (attempt?.outcome === 'duplicate') return { kind: 'duplicate', because: attempt.detail };
    if (attempt?.outcome === 'dead') {
      throw missing(`The worker gave order ${orderNo} up: ${attempt.detail}`);
    }
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  const attempt = attempts.last(deliveryId);
  const known = attempt ? `the last attempt ended as ${attempt.outcome} ${attempt.detail}` : '';
  const why = trouble === undefined ? known : messageOf(trouble);
  throw missing(
    `No mail for order ${orderNo} came in within ${timeoutMs / 1000} s${why && `: ${why}`}`,
  );
}

/** Resolves to the id that ingest gave the delivery. */
async function post(orderNo: string, options: DeliverSampleOptions): Promise<string> {
  const sample = sampleDelivery();
  const body = JSON.stringify({ ...sample, data: { ...sample.data, orderNo } });
  const headers = { 'Content-Type': 'application/json;charset=UTF-8' };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(10_000)]);
  const refused = (why: string, cause?: unknown): LocalError =>
    new LocalError(`Ingest did not take the sample: ${why}`, { code: 'sample_refused', cause });
  try {
    const response = await fetch(options.webhookUrl, { method: 'POST', headers, body, signal });
    const text = await response.text();
    if (response.status !== 200) throw refused(`it answered ${response.status} ${text}`);
    const answer: unknown = JSON.parse(text);
    if (answer instanceof Object && 'deliveryId' in answer) return String(answer.deliveryId);
    throw refused('its answer holds no deliveryId');
  } catch (error) {
    if (error instanceof LocalError) throw error;
    throw refused(messageOf(error), error);
  }
}

function describeDuplicate(orderNo: string, because: string): string {
  switch (because) {
    case 'sent':
      return `Order ${orderNo} was confirmed before and is not mailed twice`;
    case 'erased':
      return `Order ${orderNo} was erased and is not mailed again`;
    default:
      return `An earlier start was ended while it mailed order ${orderNo}, which its retry decides on`;
  }
}

function missing(message: string): LocalError {
  return new LocalError(message, { code: 'mail_missing' });
}
