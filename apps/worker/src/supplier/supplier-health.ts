import type { CheckOutcome } from '@ticketpost/runtime';
import type { OrderQueryOutcome } from '@ticketpost/supplier';

/** What `readyz` says of the supplier, by its last answer to this worker. */
export interface SupplierHealth {
  note: (outcome: OrderQueryOutcome) => void;
  check: () => CheckOutcome;
}

/** Outcomes after which every further question meets the same, until it or somebody mends it. */
const remedies = {
  unavailable: 'wait, or ask whether the supplier is down; confirmations wait meanwhile',
  address_not_allowed:
    'check ATLAS_BASE_URL: it leads inside, or goes without TLS; if that is meant, name its host in OUTBOUND_PRIVATE_HOSTS',
  throttled: 'lower ATLAS_CONCURRENCY or WORKER_CONCURRENCY',
  refused:
    'check ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET and ATLAS_BASE_URL, and that the supplier allows the address of this machine',
} as const;

function remedyFor({ reason, code }: { reason: keyof typeof remedies; code: string }): string {
  return code === 'address_not_allowed' ? remedies.address_not_allowed : remedies[reason];
}

/**
 * Follows how the supplier answers. Trouble is a warning: the worker still takes jobs, and none of
 * them loses an attempt by it.
 */
export function createSupplierHealth(now: () => number = Date.now): SupplierHealth {
  let trouble: { reason: keyof typeof remedies; code: string; since: string } | undefined;
  return {
    note(outcome) {
      switch (outcome.kind) {
        case 'unavailable':
        case 'throttled':
        case 'refused': {
          const { kind: reason } = outcome;
          const code = outcome.kind === 'throttled' ? reason : outcome.code;
          const since = trouble?.reason === reason ? trouble.since : new Date(now()).toISOString();
          trouble = { reason, code, since };
          return;
        }
        case 'not_found':
          // Not asked: the supplier may be in trouble all the same.
          if (outcome.code === undefined) trouble = undefined;
          return;
        case 'order':
        case 'unreadable':
          trouble = undefined;
      }
    },
    check: () =>
      trouble === undefined
        ? { status: 'ok' }
        : { status: 'warning', ...trouble, remedy: remedyFor(trouble) },
  };
}
