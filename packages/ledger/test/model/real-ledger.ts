import type { OrderRecord } from '@ticketpost/ledger';
import type { BookingRequest, BookingAnswer } from './put-booking.ts';
import { answerOfClaim, answerOfPut, readBookingReply, readReply } from './read-reply.ts';
import { confirmationField, readStored, type Dump } from './stored-order.ts';
import type { Answer, Attempt, Request } from './take-step.ts';
import type { Wire } from './wire.ts';

/** The ledger on a real Redis, with a wire that can bring a command a second time. */
export interface RealLedger {
  send(request: Request): Promise<Answer>;
  change(request: BookingRequest): Promise<BookingAnswer>;
  /** The `n`th command that was sent, again: the same bytes with the same token or version. */
  resend(n: number, request: Request): Promise<Answer>;
  changeAgain(n: number): Promise<BookingAnswer>;
  /** The version of the booking, as an attempt sees it that looks for a recipient. */
  look(): Promise<string | null>;
  /** The version that the `n`th command would store. */
  versionOf(n: number): string;
  /** Everything that is stored of the order. */
  dump(): Promise<Dump>;
  /** The same as it is read. */
  read(): Promise<OrderRecord | undefined>;
  /** Folds that are under way, or were; each can arrive at any time, and again. */
  folds: readonly (() => Promise<unknown>)[];
  tokenOf(attemptId: number): string | undefined;
  /** Lets the lease of a ticket set's claim end, as time would. */
  endLease(ticketSet: string): Promise<void>;
}

/** Longer than a story takes. */
const longWaitMs = 60_000;

const sentDetails = {
  sentAt: '2026-01-02T03:04:06.000Z',
  messageId: '<id@example.com>',
  recipient: 'traveller@example.com',
  lastAnswer: '250 OK',
};

/** The ledger of one order, which nobody has written about yet. */
export function createRealLedger(
  { redis, calls, folds, ledger }: Wire,
  orderNo: string,
): RealLedger {
  const key = `ticketpost:order:${orderNo}`;
  const tokens = new Map<number, string>();
  calls.length = 0;
  folds.length = 0;

  const claimOf = ({ attempt }: { attempt: Attempt }) => ({
    orderNo,
    ticketSetId: attempt.ticketSet,
    token: tokens.get(attempt.id) ?? '',
  });

  const send = async (request: Request): Promise<Answer> => {
    switch (request.step) {
      case 'claim': {
        const { id, delivery, ticketSet } = request.attempt;
        const outcome = await ledger.claim({
          orderNo,
          ticketSetId: ticketSet,
          deliveryId: delivery,
          entry: { event: 'received', deliveryId: delivery },
        });
        tokens.set(id, String(calls.at(-1)?.args[3]));
        return answerOfClaim(outcome);
      }
      case 'renew':
        return { answer: await ledger.renew(claimOf(request)) };
      case 'mark submitting':
        return { answer: await ledger.markSubmitting(claimOf(request), { event: 'submitting' }) };
      case 'give up': {
        const { to: state, isUncertain, isOrderHeld, isLeft, seenBooking } = request;
        const held = isOrderHeld ? { held: { attempt: request.attempt.id } } : {};
        const waitMs = isLeft ? longWaitMs : 0;
        const to = { state, isUncertain, seenBooking, waitMs, ...held };
        return { answer: await ledger.giveUp(claimOf(request), to, { event: 'deferred' }) };
      }
      case 'record sent': {
        const details = { ...sentDetails, mailed: { attempt: request.attempt.id } };
        await ledger.recordSent(claimOf(request), details, { event: 'sent' });
        return { answer: 'recorded' };
      }
      case 'settle':
        return { answer: await ledger.settle(orderNo, request.ticketSet, { event: 'discarded' }) };
      case 'release':
        return { answer: await ledger.release(orderNo, request.ticketSet, { event: 'redriven' }) };
    }
  };

  return {
    send,
    async change({ condition }) {
      const booking = { body: { email: 'traveller@example.com' }, condition };
      return answerOfPut(await ledger.putBooking(orderNo, booking, { event: 'booked' }));
    },
    async resend(n, request) {
      return readReply(orderNo, request, await calls[n]?.again());
    },
    async changeAgain(n) {
      return readBookingReply(await calls[n]?.again());
    },
    async look() {
      const booking = await ledger.readBooking(orderNo);
      return booking.kind === 'none' ? null : booking.version;
    },
    versionOf: (n) => String(calls[n]?.args[1]),
    dump: () => redis.hgetallBuffer(key),
    read: () => ledger.read(orderNo),
    folds,
    tokenOf: (attemptId) => tokens.get(attemptId),
    async endLease(ticketSet) {
      const stored = readStored(await redis.hgetallBuffer(key), ticketSet);
      const leaseUntil = Date.now() - 1;
      await redis.hset(
        key,
        confirmationField(ticketSet),
        JSON.stringify({ ...stored, leaseUntil }),
      );
    },
  };
}
