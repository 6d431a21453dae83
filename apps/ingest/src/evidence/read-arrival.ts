import type { IncomingMessage } from 'node:http';
import type { Receipt } from '@ticketpost/evidence';
import type { WebhookCaller } from '../webhooks/webhook-handler.ts';
import { readHeaders } from './read-headers.ts';

/** What a request tells of itself, apart from its body. */
export type Arrival = Omit<Receipt, 'receivedAt' | 'bytes' | 'sha256'>;

/** Reads an authentic request; the secret of its URL is kept nowhere. */
export function readArrival(
  { httpVersion, rawHeaders }: IncomingMessage,
  { address = 'unknown', peer = 'unknown', secret }: WebhookCaller,
  { bodyMs }: { bodyMs: number },
): Arrival {
  return {
    bodyMs,
    address,
    ...(peer === address ? {} : { peer }),
    httpVersion,
    ...readHeaders(rawHeaders, secret),
  };
}
