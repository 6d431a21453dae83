import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { defineLedgerCommands } from './ledger-commands.ts';
import {
  decodeOrder,
  encodeEntry,
  sealForOrder,
  type OrderRecord,
  type SentDetails,
} from './order-record.ts';
import type { Sealer } from './sealer.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** The right of one attempt to work on one confirmation, until another takes it. */
export interface Claim {
  readonly orderNo: string;
  readonly ticketSetId: string;
  readonly token: string;
}

export type ClaimOutcome =
  | {
      kind: 'claimed';
      claim: Claim;
      /** A former attempt was handing the mail over; nobody knows whether it was taken. */
      isUncertain: boolean;
    }
  /**
   * Already sent, or another delivery works on it, or a copy may be out and a person is to decide:
   * nothing is left to do for this one.
   */
  | { kind: 'duplicate'; because: 'sent' | 'held' | 'undecided' }
  /** A former attempt of this very delivery may still be at work, for `waitMs` at most. */
  | { kind: 'waiting'; waitMs: number };

/** `lost`: the claim is another's now, so nothing was changed. */
export type AdvanceOutcome = 'done' | 'lost';

/** How an attempt ends without a sent mail. */
export type GivingUp = 'deferred' | 'no_recipient' | 'dead' | 'uncertain';

/** `not_uncertain`: no copy may be out, or an attempt is at work, so nothing was changed. */
export type ReleaseOutcome = 'released' | 'not_uncertain';

/** The per-order record in Redis. Every method is one round trip; it rejects when Redis does. */
export interface Ledger {
  /** Claims the confirmation of a ticket set for an attempt of a delivery, for `claimLeaseMs`. */
  claim(options: {
    orderNo: string;
    ticketSetId: string;
    deliveryId: string;
    /** Written when the claim is given; a refusal is written as `duplicate`. */
    entry: TimelineEntry;
  }): Promise<ClaimOutcome>;
  /** Holds the claim for another `claimLeaseMs`. */
  renew(claim: Claim): Promise<AdvanceOutcome>;
  /** Says that the mail is about to be handed over. Not before it answered `done`. */
  markSubmitting(claim: Claim, entry: TimelineEntry): Promise<AdvanceOutcome>;
  /** Writes down that the mail server took the mail, also when the claim is another's by now. */
  recordSent(claim: Claim, details: SentDetails, entry: TimelineEntry): Promise<void>;
  /** Gives the claim back, so that the next attempt or a repeated delivery may take it. */
  giveUp(
    claim: Claim,
    to: { state: GivingUp; isUncertain?: boolean },
    entry: TimelineEntry,
  ): Promise<AdvanceOutcome>;
  /**
   * A person's decision that a confirmation of which a copy may be out is sent again: the next
   * attempt is told of no uncertainty.
   */
  release(orderNo: string, ticketSetId: string, entry: TimelineEntry): Promise<ReleaseOutcome>;
  /** Writes one entry on the order's timeline. */
  record(orderNo: string, entry: TimelineEntry): Promise<void>;
  read(orderNo: string): Promise<OrderRecord | undefined>;
}

/**
 * How long a claim stands without being renewed. Longer than the lock of a job, so that a job is not
 * taken up again long before its confirmation can be; short, since that is what a traveller waits
 * for when a worker dies.
 */
export const claimLeaseMs = 20_000;

/** Newest entries kept on a timeline. */
const maxEntries = 200;

/** How long an order is remembered after its last change: beyond the longest booking horizon. */
const retentionMs = 400 * 24 * 60 * 60 * 1000;

/** The ledger over one connection, which stays the caller's to close. */
export function createLedger(options: {
  redis: Redis;
  sealer: Sealer;
  /** Milliseconds since the epoch, for the timeline. */
  now?: () => number;
}): Ledger {
  const { redis, sealer, now = Date.now } = options;
  const commands = defineLedgerCommands(redis);
  const encode = (orderNo: string, entry: TimelineEntry) =>
    encodeEntry(sealer, orderNo, { at: new Date(now()).toISOString(), ...entry });

  const advance = async (
    { orderNo, ticketSetId, token }: Claim,
    to: { state: string; leaseMs: number; isUncertain?: boolean },
    entry?: TimelineEntry,
  ): Promise<AdvanceOutcome> => {
    const answer = await commands.ledgerAdvance(
      keyOf(orderNo),
      ticketSetId,
      token,
      to.state,
      to.leaseMs,
      to.isUncertain === true ? '1' : '',
      entry === undefined ? '' : encode(orderNo, { ticketSetId, ...entry }),
      maxEntries,
      retentionMs,
    );
    return answer === 1 ? 'done' : 'lost';
  };

  return {
    async claim({ orderNo, ticketSetId, deliveryId, entry }) {
      const token = randomUUID();
      const [outcome, waitMs] = await commands.ledgerClaim(
        keyOf(orderNo),
        ticketSetId,
        deliveryId,
        token,
        claimLeaseMs,
        encode(orderNo, { ticketSetId, ...entry }),
        encode(orderNo, { event: 'duplicate', deliveryId, ticketSetId }),
        encode(orderNo, { event: 'uncertain', deliveryId, ticketSetId }),
        maxEntries,
        retentionMs,
      );
      switch (outcome) {
        case 'sent':
        case 'held':
        case 'undecided':
          return { kind: 'duplicate', because: outcome };
        case 'waiting':
          return { kind: 'waiting', waitMs };
        default: {
          const claim = { orderNo, ticketSetId, token };
          return { kind: 'claimed', claim, isUncertain: outcome === 'uncertain' };
        }
      }
    },
    renew: (claim) => advance(claim, { state: '', leaseMs: claimLeaseMs }),
    markSubmitting: (claim, entry) =>
      advance(claim, { state: 'submitting', leaseMs: claimLeaseMs }, entry),
    async recordSent({ orderNo, ticketSetId }, details, entry) {
      await commands.ledgerSent(
        keyOf(orderNo),
        ticketSetId,
        sealForOrder(sealer, orderNo, details),
        encode(orderNo, { ticketSetId, ...entry }),
        maxEntries,
        retentionMs,
      );
    },
    giveUp: (claim, to, entry) => advance(claim, { ...to, leaseMs: 0 }, entry),
    async release(orderNo, ticketSetId, entry) {
      const answer = await commands.ledgerRelease(
        keyOf(orderNo),
        ticketSetId,
        encode(orderNo, { ticketSetId, ...entry }),
        maxEntries,
        retentionMs,
      );
      return answer === 1 ? 'released' : 'not_uncertain';
    },
    async record(orderNo, entry) {
      await commands.ledgerRecord(keyOf(orderNo), encode(orderNo, entry), maxEntries, retentionMs);
    },
    async read(orderNo) {
      return decodeOrder(sealer, orderNo, await commands.hgetall(keyOf(orderNo)));
    },
  };
}

/** One hash an order; a key of its own, so that Redis Cluster spreads orders over its nodes. */
function keyOf(orderNo: string): string {
  return `ticketpost:order:${orderNo}`;
}
