import {
  buildSupplierOrder,
  startSupplierStandIn,
  type SupplierMisbehaviour,
  type SupplierOrderBody,
} from '@ticketpost/testkit';
import { passengersOf } from '../load/build-body.ts';
import { keyOf, type OwedConfirmation } from '../load/owed-confirmation.ts';
import type { SupplierTruth } from '../load/plan-truths.ts';

/** What the supplier said, in its own book. */
export interface SupplierRecord {
  /** When it first said that a ticket set is ticketed, in ms since 1970, by the set's key. */
  ticketedAt: ReadonlyMap<string, number>;
  /** Orders that it never calls ticketed: cancelled ones, and those it does not know. */
  neverTicketed: ReadonlySet<string>;
}

/** The supplier's order query, with the ways in which it fails. One actor at a time may use them. */
export interface SupplierUnderTest {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly record: SupplierRecord;
  /** How many orders it last called paid and not ticketed. */
  readonly notYet: number;
  /** Whether somebody waits for its answer, as far as its slowness tells. */
  readonly isAsked: boolean;
  /** From now on it answers for the order, by what a delivery is to say. */
  learn(owed: OwedConfirmation, truth: SupplierTruth): void;
  /** Every question is answered so, until it is healed. */
  misbehave(how: SupplierMisbehaviour): void;
  /** Refuses connections until it is healed. */
  goAway(): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

interface KnownOrder {
  truth: SupplierTruth;
  /** The newest ticket set of which a delivery tells. */
  set: number;
}

/** Every answer takes that long, so that whoever asks can die while it waits. */
const latencyMs = 150;

export async function startSupplierUnderTest({
  port,
}: {
  port: number;
}): Promise<SupplierUnderTest> {
  const known = new Map<string, KnownOrder>();
  const notYet = new Map<string, number>();
  const pending = new Set<string>();
  const ticketedAt = new Map<string, number>();
  const neverTicketed = new Set<string>();
  let lastAskedAt = 0;
  let isAway = false;

  const answer = (orderNo: string): SupplierOrderBody | undefined => {
    lastAskedAt = Date.now();
    const order = known.get(orderNo);
    if (order === undefined || order.truth.kind === 'unknown') return undefined;
    const { truth, set } = order;
    const passengers = passengersOf(set);
    if (truth.kind === 'cancelled') {
      return buildSupplierOrder({ orderNo, state: 'cancelled', passengers });
    }
    const times = notYet.get(orderNo) ?? 0;
    if (times < truth.notYet) {
      notYet.set(orderNo, times + 1);
      pending.add(orderNo);
      return buildSupplierOrder({ orderNo, state: 'paid', passengers });
    }
    pending.delete(orderNo);
    const key = keyOf({ orderNo, set });
    if (!ticketedAt.has(key)) ticketedAt.set(key, Date.now());
    return buildSupplierOrder({ orderNo, passengers });
  };

  const start = () => startSupplierStandIn({ port, latencyMs, unknownOrders: answer });
  let standIn = await start();
  const { url, clientId, clientSecret } = standIn;

  return {
    ...{ url, clientId, clientSecret },
    record: { ticketedAt, neverTicketed },
    get notYet() {
      return pending.size;
    },
    get isAsked() {
      return Date.now() - lastAskedAt < latencyMs;
    },
    learn({ orderNo, set }, truth) {
      known.set(orderNo, { truth, set: Math.max(set, known.get(orderNo)?.set ?? 0) });
      if (truth.kind !== 'ticketed') neverTicketed.add(orderNo);
    },
    misbehave(how) {
      standIn.misbehave(how);
    },
    async goAway() {
      if (isAway) return;
      isAway = true;
      await standIn.close();
    },
    async heal() {
      if (isAway) standIn = await start();
      isAway = false;
      standIn.misbehave();
    },
    close: () => standIn.close(),
  };
}
