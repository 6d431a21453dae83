import type { Outbound } from '@ticketpost/outbound';
import { fillLookupUrl } from '@ticketpost/settings/worker';
import { request } from 'undici';
import type { Diagnosis } from '../diagnosis.ts';

const name = 'lookup';
/** Of an answer, which nobody reads. */
const maxBytes = 262_144;
/** No order has it. */
const unknownOrder = 'TICKETPOST-DOCTOR';

/** Asks the agency's booking lookup about an order that nobody knows. */
export async function checkLookup(options: {
  url: string;
  token: string | undefined;
  timeoutMs: number;
  outbound: Pick<Outbound, 'createAgent'>;
  signal: AbortSignal;
}): Promise<Diagnosis> {
  const { url, token, timeoutMs, outbound, signal } = options;
  const target = fillLookupUrl(url, unknownOrder);
  if (target === undefined) return judgeLookupStatus(undefined);
  const headers = {
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const dispatcher = outbound.createAgent({
    connections: 1,
    timeoutMs,
    maxResponseBytes: maxBytes,
  });
  try {
    const { statusCode, body } = await request(target, { dispatcher, headers, signal });
    await body.dump();
    return judgeLookupStatus(statusCode);
  } catch (error) {
    const { name: kind = 'unknown', code = kind } = error as { name?: string; code?: string };
    return {
      name,
      status: 'failed',
      finding: `the booking lookup gives no answer (${code}): confirmations without a booking wait`,
      remedy: remedies[code] ?? 'Start it, or correct BOOKING_LOOKUP_URL.',
    };
  } finally {
    await dispatcher.destroy();
  }
}

const meant =
  'If that is meant, add its host to OUTBOUND_PRIVATE_HOSTS; else correct BOOKING_LOOKUP_URL.';
const remedies: Readonly<Record<string, string>> = {
  ERR_ADDRESS_INSIDE: `Its host has an address inside, where nothing is asked unless it is named. ${meant}`,
  ERR_CLEAR_TEXT: `It is asked without TLS. ${meant}`,
};

export function judgeLookupStatus(status: number | undefined): Diagnosis {
  const answered = `it answers ${status ?? 'nothing'} for an order that nobody knows`;
  if (status === 404 || status === 204 || status === 410) {
    return { name, status: 'ok', finding: answered };
  }
  if (status === 200) {
    return {
      name,
      status: 'warning',
      finding: answered,
      remedy: 'Let it answer 404 for an order that it does not know.',
    };
  }
  if (status === 401 || status === 403) {
    return {
      name,
      status: 'failed',
      finding: `it refuses us (${status})`,
      remedy: 'Correct BOOKING_LOOKUP_TOKEN.',
    };
  }
  return {
    name,
    status: 'failed',
    finding: `${answered}, which is no answer`,
    remedy:
      'Correct BOOKING_LOOKUP_URL, or mend the service behind it: 200 with the booking, or 404.',
  };
}
