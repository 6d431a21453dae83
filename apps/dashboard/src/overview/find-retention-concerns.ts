import type { SystemState } from '@ticketpost/monitoring';
import type { Concern } from './concern.ts';
import { formatAge } from './format-age.ts';
import { countOf } from './format-count.ts';

/** It runs once a day. */
const longestWaitMs = 2 * 24 * 60 * 60 * 1000;

/** What of retention needs a person: that it does not run, and what it will end. */
export function findRetentionConcerns(state: SystemState): Concern[] {
  return [...findStandstill(state), ...findExpiring(state)];
}

function findStandstill({ at, processes, retention: { lastRun } }: SystemState): Concern[] {
  const workers = processes.filter(({ app }) => app === 'worker');
  const began = workers.map(({ startedAt }) => startedAt).toSorted()[0];
  const since = lastRun === undefined ? began : (lastRun.completedAt ?? lastRun.startedAt);
  const ageMs = since === undefined ? 0 : Date.parse(at) - Date.parse(since);
  if (ageMs < longestWaitMs) return [];
  const steps = lastRun?.failures.map(({ step, code }) => `${step} (${code})`) ?? [];
  return [
    {
      code: 'retention_stale',
      severity: 'wait',
      what: `What is past its period has not been removed for ${formatAge(ageMs)}`,
      meaning:
        steps.length === 0
          ? 'Workers do it once a day, and none did.'
          : `The last run could not do all of it: ${steps.join(', ')}.`,
      remedy: 'Look into the log of the workers, and run `ticketpost retention`.',
    },
  ];
}

const kinds = {
  dead_letter: { one: 'dead letter', many: 'dead letters', path: '/dead-letters' },
  quarantined: {
    one: 'quarantined delivery',
    many: 'quarantined deliveries',
    path: '/quarantine',
  },
  owed_confirmation: {
    one: 'confirmation that is owed',
    many: 'confirmations that are owed',
    path: '/waiting/owed',
  },
} as const;

function findExpiring({ retention: { expiring } }: SystemState): Concern[] {
  return Object.entries(kinds).flatMap(([kind, { one, many, path }]): Concern[] => {
    const count = expiring[kind as keyof typeof kinds];
    if (count === 0) return [];
    return [
      {
        code: `expiring_${kind}`,
        severity: 'wait',
        count,
        what: `${countOf(count, one, many)} ${count === 1 ? 'expires' : 'expire'} within 14 days`,
        meaning: 'Nobody has decided for so long that nothing will be done about it any more.',
        remedy: 'Decide on it: redrive, release or discard it, or hand the booking in.',
        path,
      },
    ];
  });
}
