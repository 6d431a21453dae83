import type { Outbound } from '@ticketpost/outbound';
import { Webhook } from 'standardwebhooks';
import { request } from 'undici';
import { readRetryAfter } from './read-retry-after.ts';

/** What became of a message. */
export type SendOutcome =
  | { kind: 'taken'; status: number }
  /** Any other answer, a redirect too: none is followed. */
  | { kind: 'refused'; status: number; retryAfterMs?: number }
  /** No answer in time; it may have been taken. */
  | { kind: 'timeout' }
  /** `code`: the error's. */
  | { kind: 'unreachable'; code: string }
  /** We are closing. */
  | { kind: 'aborted' };

export interface Sender {
  /** Posts one message; the same id when it is posted again. Never rejects. */
  send(message: { id: string; body: string }, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** Nothing of a body is read; this much may come before the line is cut. */
const unreadBytes = 262_144;

/**
 * Makes the way to the receiver. With a secret each message is signed after Standard Webhooks
 * (https://www.standardwebhooks.com): `webhook-id`, `webhook-timestamp`, `webhook-signature`.
 */
export function createSender(options: {
  url: string;
  /** `whsec_` and Base64. */
  secret?: string | undefined;
  /** For one post, from the call to the status. */
  timeoutMs: number;
  outbound: Pick<Outbound, 'createAgent'>;
  now?: () => number;
}): Sender {
  const { url, secret, timeoutMs, outbound, now = Date.now } = options;
  const webhook = secret === undefined ? undefined : new Webhook(secret);
  const agent = outbound.createAgent({
    connections: 1,
    timeoutMs,
    maxResponseBytes: unreadBytes,
  });

  return {
    async send({ id, body }, signal) {
      const at = new Date(now());
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await request(url, {
          method: 'POST',
          dispatcher: agent,
          signal: AbortSignal.any([signal, timeout]),
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Ticketpost',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
            ...(webhook && { 'webhook-signature': webhook.sign(id, at, body) }),
          },
          body,
        });
        const { statusCode: status, headers } = response;
        // What a receiver says beyond its status is of no use, however long it goes on.
        response.body.on('error', () => undefined).destroy();
        if (status >= 200 && status < 300) return { kind: 'taken', status };
        const retryAfterMs = readRetryAfter(String(headers['retry-after'] ?? ''), at.getTime());
        return { kind: 'refused', status, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) };
      } catch (error) {
        if (signal.aborted) return { kind: 'aborted' };
        const { name, code = name } = error as { name: string; code?: string };
        const isLate = timeout.aborted || code === 'UND_ERR_CONNECT_TIMEOUT';
        return isLate ? { kind: 'timeout' } : { kind: 'unreachable', code };
      }
    },
    close: () => agent.destroy(),
  };
}
