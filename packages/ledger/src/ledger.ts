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
  type SettleOutcome,
} from './claim.ts';
import type { ConfirmationState } from './confirmation.ts';
import { createEntryWriter, type RenewReceipt } from './entry-writer.ts';
import { createErasures, type Erasures } from './erasure/create-erasures.ts';
import { defineLedgerCommands } from './ledger-commands.ts';
import { orderKey } from './order-key.ts';
import { createNoteOwed } from './owed/note-owed.ts';
import { sealDeflated } from './deflate/deflated-object.ts';
import { createFold } from './folded/create-fold.ts';
import { decodeOrder, type OrderRecord } from './order-record.ts';
import { readClaimReply } from './read-claim-reply.ts';
import { sealObject } from './sealed-object.ts';
import { createSearchIndex } from './search/search-index.ts';
import type { Sealer } from './sealer.ts';
import type { SentDetails } from './sent-details.ts';
import {
  createReadTicketSetKey,
  type TicketSetKeyReading,
} from './ticket-set-key/read-ticket-set-key.ts';
import { createCountSent } from './throughput/count-sent.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/**
 * The per-order record in Redis. Every method is one round trip; it rejects when Redis does. What is
 * written with it for those who look for orders (the search index, the register of what is owed, the
 * count of what was sent) goes the same way, and so does what makes a finished order small; no method
 * waits for it.
 */
export interface Ledger extends Bookings, Erasures {
  /** The key under which ticket set ids are hashed, 32 bytes. Asked of Redis once a connection. */
  readTicketSetKey(): Promise<TicketSetKeyReading>;
  /** Claims the confirmation of a ticket set for an attempt of a delivery, for `claimLeaseMs`. */
  claim(options: {
    orderNo: string;
    ticketSetId: string;
    deliveryId: string;
    /** Written when the claim is given; a refusal is written as `duplicate`. */
    entry: TimelineEntry;
    /** By what else than its delivery the order can be found: booking references, ticket numbers. */
    terms?: readonly string[];
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
  /**
   * A person's decision that no mail is owed for a confirmation that was given up for good, or of which
   * a copy may be out.
   */
  settle(orderNo: string, ticketSetId: string, entry: TimelineEntry): Promise<SettleOutcome>;
  /** Writes one entry on the order's timeline. */
  record(orderNo: string, entry: TimelineEntry): Promise<void>;
  read(orderNo: string): Promise<OrderRecord | undefined>;
}

/** The ledger over one connection, which stays the caller's to close. */
export function createLedger(options: {
  redis: Redis;
  sealer: Sealer;
  /** Asked of each receipt that is written, which somebody else has sealed; they stay as they are without. */
  renewReceipt?: RenewReceipt;
  /** Milliseconds since the epoch, for the timeline and the bookings. */
  now?: () => number;
  /** Told when something was not written that no method waits for. */
  onUnawaitedError?: (error: unknown) => void;
}): Ledger {
  const { redis, sealer, now = Date.now, onUnawaitedError: onError = () => undefined } = options;
  const commands = defineLedgerCommands(redis);
  const timestamp = () => new Date(now()).toISOString();
  const { renewReceipt } = options;
  const writeEntries = createEntryWriter({
    sealer,
    timestamp,
    ...(renewReceipt === undefined ? {} : { renewReceipt }),
  });
  const noteOwed = createNoteOwed({ redis, now, onError });
  const searchIndex = createSearchIndex({ redis, sealer, now, onError });
  const countSent = createCountSent({ redis, now, onError });
  const fold = createFold({ commands, sealer, onError });

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
    readTicketSetKey: createReadTicketSetKey({ redis, sealer }),
    async claim({ orderNo, ticketSetId, deliveryId, entry, terms = [] }) {
      const token = randomUUID();
      const reply = await commands.ledgerClaimBuffer(
        orderKey(orderNo),
        ticketSetId,
        deliveryId,
        token,
        claimLeaseMs,
        ...writeEntries(
          orderNo,
          { ticketSetId, ...entry },
          { event: 'duplicate', deliveryId, ticketSetId, ...receiptOf(entry) },
          { event: 'uncertain', deliveryId, ticketSetId },
        ),
        terms.length === 0 ? '' : sealObject(sealer, [orderNo, 'terms', ticketSetId], terms),
      );
      const outcome = readClaimReply(sealer, { orderNo, ticketSetId, token }, reply);
      if (!isOfErased(outcome)) {
        searchIndex.add(orderNo, [deliveryId, ...(outcome.kind === 'claimed' ? terms : [])]);
      }
      const state = stateAfter(outcome);
      if (state !== undefined) noteOwed(orderNo, ticketSetId, state);
      return outcome;
    },
    renew: (claim) => advance(claim, ''),
    markSubmitting: (claim, entry) => advance(claim, 'submitting', entry),
    async recordSent({ orderNo, ticketSetId }, details, entry) {
      const [isFirst, fields] = await commands.ledgerSentBuffer(
        orderKey(orderNo),
        ticketSetId,
        sealObject(sealer, [orderNo], details),
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
      noteOwed(orderNo, ticketSetId, 'sent');
      if (isFirst === 1) countSent();
      fold(orderNo, fields);
    },
    async giveUp({ orderNo, ticketSetId, token }, to, entry) {
      const answer = await commands.ledgerGiveUp(
        orderKey(orderNo),
        ticketSetId,
        token,
        to.state,
        to.isUncertain === true ? '1' : '',
        to.held === undefined ? '' : sealDeflated(sealer, [orderNo, 'held', ticketSetId], to.held),
        to.seenBooking === null ? 'none' : (to.seenBooking ?? ''),
        to.waitMs ?? 0,
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
      if (answer === 'done') noteOwed(orderNo, ticketSetId, to.state);
      return answer;
    },
    async release(orderNo, ticketSetId, entry) {
      const answer = await commands.ledgerRelease(
        orderKey(orderNo),
        ticketSetId,
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
      if (answer !== 1) return 'not_uncertain';
      noteOwed(orderNo, ticketSetId, 'deferred');
      return 'released';
    },
    async settle(orderNo, ticketSetId, entry) {
      const answer = await commands.ledgerSettle(
        orderKey(orderNo),
        ticketSetId,
        ...writeEntries(orderNo, { ticketSetId, ...entry }),
      );
      if (answer !== 1) return 'not_given_up';
      noteOwed(orderNo, ticketSetId, 'cancelled');
      return 'settled';
    },
    async record(orderNo, entry) {
      const isErased =
        (await commands.ledgerRecord(orderKey(orderNo), ...writeEntries(orderNo, entry))) === 0;
      if (!isErased && entry.event === 'received' && entry.deliveryId !== undefined) {
        searchIndex.add(orderNo, [entry.deliveryId]);
      }
    },
    read: async (orderNo) =>
      decodeOrder(sealer, orderNo, await commands.hgetallBuffer(orderKey(orderNo))),
    ...createBookings({ commands, sealer, writeEntries, timestamp }),
    ...createErasures({ commands, sealer, writeEntries, noteOwed, searchIndex }),
  };
}

/** Where a confirmation is known to stand after a claim. */
function stateAfter(outcome: ClaimOutcome): ConfirmationState | undefined {
  if (outcome.kind === 'claimed') return 'claimed';
  if (outcome.kind === 'waiting') return undefined;
  switch (outcome.because) {
    // Once more, since the attempt that brought it there may have died before.
    case 'sent':
      return 'sent';
    case 'undecided':
      return 'uncertain';
    case 'held':
    case 'erased':
      return undefined;
  }
}

function isOfErased(outcome: ClaimOutcome): boolean {
  return outcome.kind === 'duplicate' && outcome.because === 'erased';
}

function receiptOf({ receipt }: TimelineEntry): Pick<TimelineEntry, 'receipt'> {
  return receipt === undefined ? {} : { receipt };
}
