import { claimLeaseMs, type Claim, type Ledger } from '@ticketpost/ledger';

/**
 * Runs `work` while the claim is renewed in time, however long the mail server takes. A renewal that
 * fails is tried again at the next turn: what counts is the ledger's word when the claim is used.
 */
export async function holdClaim<T>(
  renew: Ledger['renew'],
  claim: Claim,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => {
    renew(claim).catch(() => undefined);
  }, claimLeaseMs / 4);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
