import type { Concern } from './concern.ts';

const confirmation = ['confirmation', 'confirmations'] as const;
const delivery = ['delivery', 'deliveries'] as const;

/** What it is, in a few words without a full stop. */
export function titleOf({ kind, state, count, reason }: Concern): string {
  const because = reason === undefined ? '' : `: ${reason}`;
  if (state === 'over') {
    switch (kind) {
      case 'paused':
        return `Over: workers take jobs again (${reason ?? 'the mail server answers'})`;
      case 'journal_waits':
        return 'Over: no delivery stands in a journal for long';
      case 'journal_refuses':
        return 'Over: the journal can be written again';
      case 'check_fails':
        return `Over: ${reason ?? 'a check'} is well again`;
      case 'uncertain':
      case 'dead_letter':
      case 'quarantined':
      case 'overdue':
      case 'no_recipient':
      case 'expiring':
        return `Over: ${kind}`;
    }
  }
  switch (kind) {
    case 'paused':
      return `${countOf(count, ['worker takes', 'workers take'])} no jobs${because}`;
    case 'journal_waits':
      return `${countOf(count, delivery)} in the journal of ingest`;
    case 'journal_refuses':
      return `${countOf(count, ['journal', 'journals'])} of ingest cannot be written`;
    case 'check_fails':
      return `${countOf(count, ['process has', 'processes have'])} trouble${because}`;
    case 'uncertain':
      return `${countOf(count, confirmation)} of which a copy may be out${because}`;
    case 'dead_letter':
      return `${countOf(count, ['dead letter', 'dead letters'])}${because}`;
    case 'quarantined':
      return `${countOf(count, delivery)} in quarantine`;
    case 'overdue':
      return `${countOf(count, confirmation)} not sent for long`;
    case 'no_recipient':
      return `${countOf(count, confirmation)} without an address`;
    case 'expiring':
      return `${countOf(count, ['undecided thing expires', 'undecided things expire'])} within 14 days`;
  }
}

function countOf(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}
