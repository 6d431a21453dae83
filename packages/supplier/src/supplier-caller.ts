import { performance } from 'node:perf_hooks';
import type { SupplierAnswer } from '@ticketpost/schema';
import { judgeResponse, type Judgement } from './judge-response.ts';
import type { OutageBreaker } from './outage-breaker.ts';
import { retryAfterLimits } from './read-retry-after.ts';
import type { RequestSlots } from './request-slots.ts';
import type { SupplierFailure } from './supplier-client.ts';
import type { SupplierHttp } from './supplier-http.ts';
import type { ThrottleGate } from './throttle-gate.ts';

export interface SupplierCallerOptions {
  http: SupplierHttp;
  slots: RequestSlots;
  breaker: OutageBreaker;
  gate: ThrottleGate;
}

export interface SupplierCall<Content> {
  method: string;
  body: object;
  read: (body: unknown) => SupplierAnswer<Content>;
}

export interface CallEnd<Content> {
  judgement: Judgement<Content>;
  /** From sending to the end of the answer; 0 when nothing was sent. */
  durationMs: number;
  wasSent: boolean;
}

export interface SupplierCaller {
  call<Content>(call: SupplierCall<Content>): Promise<CallEnd<Content>>;
  /** Further calls answer `closed`. */
  close(): Promise<void>;
}

/**
 * Sends one request at most, and none while the supplier is throttling or down. Both are looked at
 * before the wait for a slot and once more after it.
 */
export function createSupplierCaller(options: SupplierCallerOptions): SupplierCaller {
  const { http, slots, breaker, gate } = options;
  let isClosed = false;

  function findHindrance(): SupplierFailure | undefined {
    if (isClosed) return unavailable('closed', retryAfterLimits.defaultMs);
    const throttledMs = gate.remainingMs();
    if (throttledMs > 0) return { kind: 'throttled', retryAfterMs: throttledMs };
    const openMs = breaker.remainingMs();
    return openMs > 0 ? unavailable('circuit_open', openMs) : undefined;
  }

  async function send<Content>(call: SupplierCall<Content>): Promise<CallEnd<Content>> {
    const hindrance = findHindrance();
    if (hindrance !== undefined) return notSent(hindrance);
    const startedAt = performance.now();
    const judgement = await breaker.run(async () => {
      const response = await http.post(call.method, call.body);
      return judgeResponse(response, call.read, Date.now());
    });
    if (judgement.kind === 'failure' && judgement.failure.kind === 'throttled') {
      gate.close(judgement.failure.retryAfterMs);
    }
    return { judgement, durationMs: performance.now() - startedAt, wasSent: true };
  }

  return {
    async call(call) {
      const hindrance = findHindrance();
      if (hindrance !== undefined) return notSent(hindrance);
      const turn = await slots.run(() => send(call));
      if (turn.kind === 'ran') return turn.value;
      return notSent(unavailable('busy', retryAfterLimits.defaultMs));
    },
    close() {
      isClosed = true;
      return http.close();
    },
  };
}

function notSent<Content>(failure: SupplierFailure): CallEnd<Content> {
  const judgement = { kind: 'failure', failure, isOutage: false } as const;
  return { judgement, durationMs: 0, wasSent: false };
}

function unavailable(code: string, retryAfterMs: number): SupplierFailure {
  return { kind: 'unavailable', code, retryAfterMs };
}
