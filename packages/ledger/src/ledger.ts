import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { createBookings, type Bookings } from './bookings.ts';
import {
  claimLeaseMs,
  type AdvanceOutcome,
  type Claim,
  type ClaimOutcome,
  type GiveUpOptions,
  type GiveUpOutcome,
  type ReleaseOutcome,
} from './claim.ts';
import { createEntryWriter } from './entry-writer.ts';
import { defineLedgerCommands } from './ledger-commands.ts';
import { orderKey } from './order-key.ts';
import { decodeOrder, type OrderRecord } from './order-record.ts';
import { openObject, sealObject } from './sealed-object.ts';
import type { Sealer } from './sealer.ts';
import type { SentDetails } from './sent-details.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** The per-order record in Redis. Every method is one round trip; it rejects when Redis does. */
export interface Ledger extends Bookings {
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
  giveUp(claim: Claim, to: GiveUpOptions, entry: TimelineEntry): Promise<GiveUpOutcome>;
  /**
   * A person's decision that a confirmation of which a copy may be out is sent again: the next
   * attempt is told of no uncertainty.
   */
  release(orderNo: string, ticketSetId: string, entry: TimelineEntry): Promise<ReleaseOutcome>;
  /** Writes one entry on the order's timeline. */
  record(orderNo: string, entry: TimelineEntry): Promise<void>;
  read(orderNo: string): Promise<OrderRecord | undefined>;
}

/** The ledger over one connection, which stays the caller's to close. */
export function createLedger(options: {
  redis: Redis;
  sealer: Sealer;
  /** Milliseconds since the epoch, for the timeline and the bookings. */
  now?: () => number;
}): Ledger {
  const { redis, sealer, now = Date.now } = options;
  const commands = defineLedgerCommands(redis);
  const timestamp = () => new Date(now()).toISOString();
  const writeEntries = createEntryWriter({ sealer, timestamp });

  /** What was mailed, out of the sealed details of a sent confirmation. */
  const openMailed = (orderNo: string, sealed: string): object | undefined => {
    if (sealed === '') return undefined;
    return (openObject(sealer, [orderNo], sealed) as SentDetails | undefined)?.mailed;
  };

  const advance = (
    { orderNo, ticketSetId, token }: Claim,
    state: 'submitting' | '',
    entry?: TimelineEntry,
  ): Promise<AdvanceOutcome> =>
    commands.ledgerAdvance(
      orderKey(orderNo),
      ticketSetId,
      token,
      state,
      claimLeaseMs,
      ...writeEntries(orderNo, entry && { ticketSetId, ...entry }),
    );

  return {
    async claim({ orderNo, ticketSetId, deliveryId, entry }) {
      const token = randomUUID();
      const [outcome, waitMs, asked = 0, lastSent = '', messageId = '', mailsBefore = 0] =
        await commands.ledgerClaim(
          orderKey(orderNo),
          ticketSetId,
          deliveryId,
          token,
          claimLeaseMs,
          ...writeEntries(
            orderNo,
            { ticketSetId, ...entry },
            { event: 'duplicate', deliveryId, ticketSetId },
            { event: 'uncertain', deliveryId, ticketSetId },
          ),
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
          const previous = openMailed(orderNo, lastSent);
          return {
            kind: 'claimed',
            claim,
            isUncertain: outcome === 'uncertain',
            ...(messageId === '' ? {} : { uncertainMessageId: messageId }),
            asked,
            ...(previous === undefined ? {} : { previous }),
            mailsBefore,
          };
        }
      }
    },
    renew: (claim) => advance(claim, ''),
    markSubmitting: (claim, entry) => advance(claim, 'submitting', entry),
    async recordSent({ orderNo, ticketSetId }, details, entry) {
      await commands.ledgerSent(
        orderKey(orderNo),
        ticketSetId,
        sealObject(sealer, [orderNo], details),
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
    },
    giveUp: ({ orderNo, ticketSetId, token }, to, entry) =>
      commands.ledgerGiveUp(
        orderKey(orderNo),
        ticketSetId,
        token,
        to.state,
        to.isUncertain === true ? '1' : '',
        to.held === undefined ? '' : sealObject(sealer, [orderNo, 'held', ticketSetId], to.held),
        to.seenBooking === null ? 'none' : (to.seenBooking ?? ''),
        to.waitMs ?? 0,
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      ),
    async release(orderNo, ticketSetId, entry) {
      const answer = await commands.ledgerRelease(
        orderKey(orderNo),
        ticketSetId,
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
      return answer === 1 ? 'released' : 'not_uncertain';
    },
    async record(orderNo, entry) {
      await commands.ledgerRecord(orderKey(orderNo), ...writeEntries(orderNo, entry));
    },
    async read(orderNo) {
      return decodeOrder(sealer, orderNo, await commands.hgetall(orderKey(orderNo)));
    },
    ...createBookings({ commands, sealer, writeEntries, timestamp }),
  };
}
