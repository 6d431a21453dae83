import type { Claim, Ledger } from '@ticketpost/ledger';
import type { HandoverPermit } from '../mail/guard-handover.ts';
import { holdClaim, type HeldClaim } from './hold-claim.ts';

/** A claim just taken, and a stopwatch that was started before it was asked for. */
export interface TakenClaim {
  claim: Claim;
  sinceClaimed: () => number;
}

/** Runs `work` while all the claims are renewed in time; they are held in the order given. */
export async function holdClaims<T>(options: {
  renew: Ledger['renew'];
  taken: readonly TakenClaim[];
  work: (held: readonly HeldClaim[]) => Promise<T>;
}): Promise<T> {
  const { renew, taken, work } = options;
  const holdFrom = (index: number, held: readonly HeldClaim[]): Promise<T> => {
    const next = taken[index];
    if (next === undefined) return work(held);
    return holdClaim({ renew, ...next, work: (one) => holdFrom(index + 1, [...held, one]) });
  };
  return await holdFrom(0, []);
}

/** One mail for several claims goes out only while all of them are surely ours. */
export function permitOf(held: readonly HeldClaim[]): HandoverPermit {
  return {
    lost: AbortSignal.any(held.map(({ lost }) => lost)),
    async isSurelyOurs() {
      const answers = await Promise.all(held.map((one) => one.isSurelyOurs()));
      return answers.every(Boolean);
    },
  };
}
