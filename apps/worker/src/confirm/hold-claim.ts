import { claimLeaseMs, type AdvanceOutcome, type Claim, type Ledger } from '@ticketpost/ledger';
import { withDeadline } from '@ticketpost/runtime';
import { startStopwatch } from './stopwatch.ts';

/** A claim while an attempt works under it. */
export interface HeldClaim {
  readonly claim: Claim;
  /** Aborted as soon as the ledger says that the claim is another's. */
  readonly lost: AbortSignal;
  /** Runs a command of the ledger that gives the claim another lease, and notes its answer. */
  advance(command: () => Promise<AdvanceOutcome>): Promise<AdvanceOutcome>;
  /**
   * Whether the claim is ours for some time to come. Asks the ledger, since the order may have been
   * erased this very moment; of one that does not answer soon the last word counts, while that is no
   * older than half the lease. Never rejects.
   */
  isSurelyOurs(): Promise<boolean>;
}

/** For so long the ledger's last word counts: the other half is time to act in. */
const freshMs = claimLeaseMs / 2;

/** How long the mail server is kept waiting for the ledger's word, and while the last one still counts. */
const longestDoubtMs = 2000;
const longestAskingMs = 500;

/**
 * Runs `work` while the claim is renewed in time, however long the mail server takes. A renewal that
 * fails is tried again at the next turn.
 */
export async function holdClaim<T>(options: {
  renew: Ledger['renew'];
  claim: Claim;
  /** Started before the claim was asked for, so that it never shows less than the lease's age. */
  sinceClaimed: () => number;
  work: (held: HeldClaim) => Promise<T>;
}): Promise<T> {
  const { renew, claim, work } = options;
  const loss = new AbortController();
  let age = options.sinceClaimed;

  const advance: HeldClaim['advance'] = async (command) => {
    const sinceAsked = startStopwatch();
    const answer = await command();
    if (answer === 'done') age = sinceAsked;
    else loss.abort();
    return answer;
  };

  const isFresh = () => !loss.signal.aborted && age() <= freshMs;

  const timer = setInterval(() => {
    advance(() => renew(claim)).catch(() => undefined);
  }, claimLeaseMs / 4);
  loss.signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
  try {
    return await work({
      claim,
      lost: loss.signal,
      advance,
      async isSurelyOurs() {
        if (loss.signal.aborted) return false;
        try {
          const asking = advance(() => renew(claim));
          const timeoutMs = isFresh() ? longestAskingMs : longestDoubtMs;
          await withDeadline(asking, { what: 'the claim', timeoutMs });
        } catch {
          return isFresh();
        }
        // A worker that slept while it waited reads an old answer: its age tells.
        return isFresh();
      },
    });
  } finally {
    clearInterval(timer);
  }
}
