import { Redis } from 'ioredis';
import {
  createLedger,
  type Claim,
  type ClaimOutcome,
  type GiveUpOptions,
} from '@ticketpost/ledger';
import { startTestRedis } from '@ticketpost/testkit';
import { mirrorSealer } from './mirror-sealer.ts';

export const orderNo = 'ABCDE20260102030405678';
export const ticketSetId = 'f'.repeat(64);
export const otherTicketSetId = 'e'.repeat(64);
export const at = '2026-01-02T03:04:05.000Z';
export const received = { event: 'received', deliveryId: 'first', type: 'order.ticketed' } as const;
export const sentDetails = {
  sentAt: '2026-01-02T03:04:06.000Z',
  messageId: '<id@example.com>',
  recipient: 'traveller@example.com',
  lastAnswer: '250 OK',
};
export const key = `ticketpost:order:${orderNo}`;

/** A ledger on a Redis of its own, with what the tests ask again and again about one order. */
export async function startLedger() {
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  const ledger = createLedger({ redis, sealer: mirrorSealer, now: () => Date.parse(at) });

  const claimFor = (deliveryId: string, ticketSet = ticketSetId) =>
    ledger.claim({
      orderNo,
      ticketSetId: ticketSet,
      deliveryId,
      entry: { ...received, deliveryId },
    });
  const takeFor = async (deliveryId: string, ticketSet = ticketSetId) =>
    expectClaim(await claimFor(deliveryId, ticketSet));

  return {
    redis,
    ledger,
    claimFor,
    /** Claims, and hands the claim over. */
    takeFor,
    /** Claims, and gives up. */
    async giveUpFor(deliveryId: string, to: GiveUpOptions, ticketSet = ticketSetId) {
      const claim = await takeFor(deliveryId, ticketSet);
      return ledger.giveUp(claim, to, { event: 'deferred', deliveryId });
    },
    /** Claims, and has the mail sent. */
    async sendFor(deliveryId: string, mailed?: object, ticketSet = ticketSetId) {
      const claim = await takeFor(deliveryId, ticketSet);
      const details = mailed === undefined ? sentDetails : { ...sentDetails, mailed };
      await ledger.recordSent(claim, details, { event: 'sent' });
    },
    /** Ends the lease. It is kept by Redis' clock, so that it is moved back instead of waiting. */
    async expireLease() {
      const field = `confirmation:${ticketSetId}`;
      const stored = JSON.parse((await redis.hget(key, field)) ?? '') as object;
      await redis.hset(key, field, JSON.stringify({ ...stored, leaseUntil: Date.now() - 1 }));
    },
    events: async () => (await ledger.read(orderNo))?.timeline.map(({ event }) => event),
    confirmation: async () => (await ledger.read(orderNo))?.confirmations[0],
    async stop() {
      redis.disconnect();
      await server.stop();
    },
  };
}

export function expectClaim(outcome: ClaimOutcome): Claim {
  if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
  return outcome.claim;
}
