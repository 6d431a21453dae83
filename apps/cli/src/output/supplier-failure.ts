import type { SupplierFailure } from '@ticketpost/supplier';
import { exitCodes } from '../exit-codes.ts';
import { formatProblems } from './format-problems.ts';
import { toPrintable } from './to-printable.ts';

/** Whether it may go better by itself, or somebody must mend something. */
export function exitCodeOf({ kind }: SupplierFailure): number {
  return kind === 'throttled' || kind === 'unavailable'
    ? exitCodes.unavailable
    : exitCodes.incomplete;
}

/** A failure in a person's words: what happened, and what can be done now. */
export function describeSupplierFailure(failure: SupplierFailure): string {
  switch (failure.kind) {
    case 'throttled':
      return `the supplier was asked too often: try again in ${toSeconds(failure.retryAfterMs)} s`;
    case 'unavailable':
      return `the supplier gave no answer (${toPrintable(failure.code)}): try again in ${toSeconds(failure.retryAfterMs)} s, and check ATLAS_BASE_URL if it never does`;
    case 'refused':
      return `the supplier refused (${toPrintable(failure.code)}): check ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET and ATLAS_BASE_URL, and that it allows the address of this machine`;
    case 'unreadable':
      return `the supplier's answer is not what its documents say: ${toPrintable(formatProblems(failure.problems))}`;
  }
}

/** A failure as it stands in JSON; the fields are stable. */
export function supplierFailureToJson({ kind, ...details }: SupplierFailure): object {
  return { outcome: kind, ...details };
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
