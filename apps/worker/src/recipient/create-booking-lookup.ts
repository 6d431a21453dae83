import type { Outbound } from '@ticketpost/outbound';
import { request, type Dispatcher } from 'undici';
import type { LookupFailureCode, LookupOutcome } from './lookup-outcome.ts';
import { lookupStatuses } from './lookup-statuses.ts';
import { fillLookupUrl } from '@ticketpost/settings/worker';
import { readLookupAnswer } from './read-lookup-answer.ts';

export interface BookingLookup {
  /** What the agency knows of an order; never rejects. */
  lookUp(orderNo: string): Promise<LookupOutcome>;
  close(): Promise<void>;
}

export interface BookingLookupOptions {
  /** As `BOOKING_LOOKUP_URL` has it. */
  url: string;
  /** Bearer token (RFC 6750); without one no login is tried. */
  token?: string | undefined;
  /** For one lookup from the call to the last byte, waiting for a free connection included. */
  timeoutMs: number;
  outbound: Pick<Outbound, 'createAgent'>;
}

/** How many lookups are under way at a time; the others wait. */
const maxConnections = 16;
const maxBodyBytes = 65_536;

/** Makes the way to the agency's booking lookup. No redirect is followed, and no body is unpacked. */
export function createBookingLookup(options: BookingLookupOptions): BookingLookup {
  const { url, token, timeoutMs, outbound } = options;
  const agent = outbound.createAgent({
    connections: maxConnections,
    timeoutMs,
    maxResponseBytes: maxBodyBytes,
  });
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return {
    async lookUp(orderNo) {
      const target = fillLookupUrl(url, orderNo);
      if (target === undefined) return { kind: 'not_known' };
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await readResponse(await request(target, { dispatcher: agent, headers, signal }));
      } catch (error) {
        if (signal.aborted) return fail('lookup_timeout', `${timeoutMs} ms`);
        return readError(error);
      }
    },
    close: () => agent.close(),
  };
}

async function readResponse(response: Dispatcher.ResponseData): Promise<LookupOutcome> {
  const { statusCode, headers, body } = response;
  const row = lookupStatuses.find(({ status }) => status.test(String(statusCode)));
  const means = row?.means ?? 'lookup_failed';
  if (means !== 'read') {
    // Read to its end, so that the connection serves the next lookup; what it says is of no use.
    void body.dump().catch(() => undefined);
    return means === 'not_known' ? { kind: 'not_known' } : fail(means, `HTTP ${statusCode}`);
  }
  const unreadable = findUnreadableHeader(headers);
  if (unreadable !== undefined) {
    void body.dump().catch(() => undefined);
    return fail('lookup_unreadable', unreadable);
  }
  return readLookupAnswer(Buffer.from(await body.arrayBuffer()));
}

/** An answer without a content type is taken for what was asked for. */
function findUnreadableHeader(headers: Dispatcher.ResponseData['headers']): string | undefined {
  const type = String(headers['content-type'] ?? 'application/json');
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return 'another content type';
  const encoding = String(headers['content-encoding'] ?? 'identity');
  return encoding.toLowerCase() === 'identity' ? undefined : 'a content encoding';
}

function readError(error: unknown): LookupOutcome {
  const { name, code = name } = error as { name: string; code?: string };
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return fail('lookup_timeout', code);
  if (code === 'ERR_ADDRESS_INSIDE' || code === 'ERR_CLEAR_TEXT') {
    return fail('lookup_not_allowed', code);
  }
  const isUnreadable = code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || name === 'HTTPParserError';
  return fail(isUnreadable ? 'lookup_unreadable' : 'lookup_unavailable', code);
}

function fail(reason: LookupFailureCode, detail: string): LookupOutcome {
  return { kind: 'failed', reason, detail };
}
