import { fillLookupUrl } from '@ticketpost/settings/worker';
import { request } from 'undici';
import type { Diagnosis } from '../diagnosis.ts';

const name = 'lookup';
/** No order has it. */
const unknownOrder = 'TICKETPOST-DOCTOR';

/** Asks the agency's booking lookup about an order that nobody knows. */
export async function checkLookup(options: {
  url: string;
  token: string | undefined;
  signal: AbortSignal;
}): Promise<Diagnosis> {
  const { url, token, signal } = options;
  const target = fillLookupUrl(url, unknownOrder);
  if (target === undefined) return judgeLookupStatus(undefined);
  const headers = {
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  try {
    const { statusCode, body } = await request(target, { headers, signal });
    await body.dump();
    return judgeLookupStatus(statusCode);
  } catch (error) {
    const { name: kind = 'unknown', code = kind } = error as { name?: string; code?: string };
    return {
      name,
      status: 'failed',
      finding: `the booking lookup gives no answer (${code}): confirmations without a booking wait`,
      remedy: 'Start it, or correct BOOKING_LOOKUP_URL.',
    };
  }
}

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
