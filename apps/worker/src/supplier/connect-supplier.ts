import type { Outbound } from '@ticketpost/outbound';
import { createSupplierClient, type SupplierClient } from '@ticketpost/supplier';
import { judgeAnswer, type SupplierWord } from './judge-answer.ts';
import { createSupplierHealth, type SupplierHealth } from './supplier-health.ts';

/** The supplier, where its credentials are set. */
export interface ConnectedSupplier {
  client: SupplierClient;
  /** Our client id. */
  account: string;
  askSupplier: (orderNo: string) => Promise<SupplierWord>;
  health: SupplierHealth;
  close: () => Promise<void>;
}

/** Makes the way to the supplier's order query; `undefined` without credentials. */
export function connectSupplier(
  config: {
    atlasBaseUrl?: string | undefined;
    atlasClientId?: string | undefined;
    atlasClientSecret?: string | undefined;
    atlasTimeoutMs: number;
    atlasConcurrency: number;
  },
  {
    outbound,
    observeAnswer,
  }: {
    outbound: Pick<Outbound, 'createAgent'>;
    observeAnswer: (answer: { operation: string; outcome: string; durationMs: number }) => void;
  },
): ConnectedSupplier | undefined {
  const { atlasBaseUrl, atlasClientId, atlasClientSecret } = config;
  if (
    atlasBaseUrl === undefined ||
    atlasClientId === undefined ||
    atlasClientSecret === undefined
  ) {
    return undefined;
  }
  const client = createSupplierClient({
    baseUrl: atlasBaseUrl,
    clientId: atlasClientId,
    clientSecret: atlasClientSecret,
    timeoutMs: config.atlasTimeoutMs,
    maxConcurrent: config.atlasConcurrency,
    outbound,
    onAnswer: observeAnswer,
  });
  const health = createSupplierHealth();
  return {
    client,
    account: atlasClientId,
    health,
    async askSupplier(orderNo) {
      const outcome = await client.queryOrder(orderNo);
      health.note(outcome);
      return judgeAnswer(outcome);
    },
    close: () => client.close(),
  };
}
