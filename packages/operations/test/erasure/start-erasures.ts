import { createAuditLog, createEraseEverywhere, type ErasureOutcome } from '@ticketpost/operations';
import {
  createJobsOfOrders,
  parseEnvelope,
  openEnvelope,
  type ErasurePayload,
} from '@ticketpost/queue';
import { keyring, now, startOperations } from '../start-operations.ts';

type Options = Parameters<typeof createEraseEverywhere>[0];

/** The operations, and what a worker does about an erasure, one job after another. */
export async function startErasures() {
  const system = await startOperations();
  const jobs = createJobsOfOrders({ connection: system.redis, onError: () => undefined });
  const forgotten: string[] = [];
  const ports: Options = {
    ledger: system.ledger,
    jobs,
    audit: createAuditLog({ redis: system.redis, keyring, now: () => now }),
    forgetNotification: (orderNo) => {
      forgotten.push(orderNo);
      return Promise.resolve();
    },
    keyring,
  };
  return {
    ...system,
    jobs,
    ports,
    forgotten,
    /** Takes the erasures off the queue and does each, as the worker does. */
    async workOff(eraseEverywhere = createEraseEverywhere(ports)): Promise<ErasureOutcome[]> {
      const outcomes: ErasureOutcome[] = [];
      for (const job of await system.events.getWaiting()) {
        const envelope = parseEnvelope(job.data);
        if (envelope?.origin !== 'erasure') continue;
        const opening = openEnvelope(keyring, envelope);
        const payload = (opening.kind === 'opened' ? opening.payload : {}) as ErasurePayload;
        const { deliveryId: askId, orderNo = '', receivedAt: askedAt } = envelope;
        const outcome = await eraseEverywhere({ ...payload, askId, orderNo, askedAt });
        outcomes.push(outcome);
        if (outcome.kind !== 'busy') await job.remove();
      }
      return outcomes;
    },
    async stop() {
      await jobs.close();
      await system.stop();
    },
  };
}
