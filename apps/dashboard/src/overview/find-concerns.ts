import type { SystemState } from '@ticketpost/monitoring';
import { explainReason } from '@ticketpost/operations';
import type { Concern } from './concern.ts';
import { findProcessConcerns } from './find-process-concerns.ts';
import { findRetentionConcerns } from './find-retention-concerns.ts';
import { formatAge } from './format-age.ts';
import { countOf } from './format-count.ts';

/** A job that no worker took for so long says that something is wrong with the workers. */
const longestWaitMs = 5 * 60 * 1000;

/** Everything that needs a person, what is worst first. */
export function findConcerns(state: SystemState): Concern[] {
  const concerns = [
    ...findProcessConcerns(state),
    ...findLateJobs(state),
    ...findDeadLetters(state),
    ...findKept(state),
    ...findRetentionConcerns(state),
  ];
  return concerns.toSorted(
    (one, other) => Number(other.severity === 'alarm') - Number(one.severity === 'alarm'),
  );
}

function findLateJobs({ oldestWaiting, queues, processes }: SystemState): Concern[] {
  if (oldestWaiting === undefined || oldestWaiting.ageMs < longestWaitMs) return [];
  const workers = processes.filter(({ app }) => app === 'worker');
  // Why they wait then is told already.
  if (workers.length === 0 || workers.some(({ pause }) => pause !== undefined)) return [];
  return [
    {
      code: 'jobs_wait',
      severity: 'alarm',
      count: queues.events.waiting,
      what: `Jobs wait for a worker, the oldest for ${formatAge(oldestWaiting.ageMs)}`,
      meaning: 'The workers do not keep up, or hang.',
      remedy: 'Start more workers, or raise WORKER_CONCURRENCY; look into their logs.',
      path: '/queues/queue/events?status=waiting',
    },
  ];
}

function findDeadLetters({ deadLetters }: SystemState): Concern[] {
  return Object.entries(deadLetters.byReason).map(([reason, count]) => {
    const { meaning, remedy } = explainReason(reason) ?? {};
    return {
      code: `dead_letters_${reason}`,
      severity: 'alarm',
      count,
      what: `${countOf(count, 'dead letter')}: ${reason}`,
      ...(meaning === undefined ? {} : { meaning }),
      ...(remedy === undefined ? {} : { remedy }),
      path: `/dead-letters?reason=${encodeURIComponent(reason)}`,
    };
  });
}

function findKept({ queues, confirmations }: SystemState): Concern[] {
  const kept: Concern[] = [
    {
      code: 'quarantine',
      severity: 'alarm',
      count: queues.quarantine,
      what: `${countOf(queues.quarantine, 'delivery', 'deliveries')} in quarantine`,
      meaning: 'They came through the right door, and could not be read.',
      remedy: 'Look at one. Release them when a newer version can read them.',
      path: '/quarantine',
    },
    {
      code: 'uncertain',
      severity: 'alarm',
      count: confirmations.uncertain,
      what: `${countOf(confirmations.uncertain, 'confirmation')} uncertain`,
      meaning: 'The mail server may have taken them, and did not say so.',
      remedy: 'Ask the traveller whether it came, or resend.',
      path: '/waiting/uncertain',
    },
    {
      code: 'no_recipient',
      severity: 'wait',
      count: confirmations.noRecipient,
      what: `${countOf(confirmations.noRecipient, 'confirmation')} without a recipient`,
      meaning: "Nobody has told us the traveller's address.",
      remedy: 'Hand the booking in (PUT /bookings/<orderNo>); the mail then goes out by itself.',
      path: '/waiting/no_recipient',
    },
  ];
  return kept.filter(({ count }) => count !== undefined && count > 0);
}

/** The whole in words. */
export function describeConcerns(concerns: readonly Concern[]): string {
  if (concerns.length === 0) return 'All is well';
  if (concerns.length === 1) return '1 thing needs a person';
  return `${concerns.length} things need a person`;
}
