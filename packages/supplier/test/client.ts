import { createOutbound } from '@ticketpost/outbound';
import type { SupplierStandIn } from '@ticketpost/testkit';
import {
  createSupplierClient,
  type SupplierAnswerEvent,
  type SupplierClient,
  type SupplierClientOptions,
} from '../src/index.ts';

/** Longer than any good answer takes, shorter than a test's patience. */
const patienceMs = 5_000;

export interface TestClient extends SupplierClient {
  /** What `onAnswer` was told, oldest first. */
  readonly events: readonly SupplierAnswerEvent[];
}

/** A client of the stand-in whose breaker never opens unless told. */
export function createTestClient(
  standIn: Pick<SupplierStandIn, 'url' | 'clientId' | 'clientSecret'>,
  options: Partial<SupplierClientOptions> = {},
): TestClient {
  const events: SupplierAnswerEvent[] = [];
  const client = createSupplierClient({
    baseUrl: standIn.url,
    clientId: standIn.clientId,
    clientSecret: standIn.clientSecret,
    timeoutMs: patienceMs,
    maxConcurrent: 4,
    outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
    breaker: { failuresInARow: Infinity, openMs: 0 },
    onAnswer: (event) => events.push(event),
    ...options,
  });
  return { ...client, events };
}
