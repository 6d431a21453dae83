import type { IngestUnderTest } from '../start-ingest.ts';
import { documentedFetch } from '../openapi/documented-fetch.ts';

export const key = 'a-key-of-this-test-with-32-chars';
export const otherKey = 'the-next-key-while-one-is-rotated';

/** A traveller whose mailbox and name can be searched for. */
export const booking = {
  email: 'mia.travels@example.com',
  name: 'Miriam Testtraveller',
  locale: 'en-GB',
};

/** A caller with a key, each of whose answers is checked against the OpenAPI document. */
export function createBookingsClient(ingest: Pick<IngestUnderTest, 'url'>) {
  const ask = (method: string, orderNo: string, init: RequestInit = {}) =>
    documentedFetch(ingest.url(`/bookings/${encodeURIComponent(orderNo)}`), {
      method,
      ...init,
      headers: { Authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
    });
  return {
    ask,
    put: (orderNo: string, body: unknown = booking, headers: Record<string, string> = {}) =>
      ask('PUT', orderNo, {
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    get: (orderNo: string, headers: Record<string, string> = {}) =>
      ask('GET', orderNo, { headers }),
    remove: (orderNo: string, headers: Record<string, string> = {}) =>
      ask('DELETE', orderNo, { headers }),
  };
}

export interface AnswerBody {
  code?: string;
  problems?: { pointer: string; message: string }[];
}

export const bodyOf = async (response: Response) => (await response.json()) as AnswerBody;
