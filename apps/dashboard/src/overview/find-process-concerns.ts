import type { ProcessReport, SystemState } from '@ticketpost/monitoring';
import { explainReason } from '@ticketpost/operations';
import type { Concern } from './concern.ts';
import { formatAge } from './format-age.ts';
import { countOf } from './format-count.ts';

/** What of the processes needs a person: one that is missing, a pause, a check, a journal. */
export function findProcessConcerns(state: SystemState): Concern[] {
  return [
    ...findMissingApps(state),
    ...findPauses(state),
    ...findFailedChecks(state),
    ...findJournals(state),
  ];
}

function findMissingApps({ processes }: SystemState): Concern[] {
  const missing: [app: ProcessReport['app'], concern: Concern][] = [
    [
      'worker',
      {
        code: 'no_worker',
        severity: 'alarm',
        what: 'No worker is alive',
        meaning: 'Nothing is taken off the queue, so no confirmation goes out.',
        remedy: 'Start a worker, or look into the log of the last one. Nothing is lost meanwhile.',
        path: '#processes',
      },
    ],
    [
      'ingest',
      {
        code: 'no_ingest',
        severity: 'alarm',
        what: 'No ingest is alive',
        meaning: "Nobody receives the supplier's events, and the supplier may not send them again.",
        remedy:
          'Start ingest at once. `ticketpost reconcile` then finds the orders that were missed.',
        path: '#processes',
      },
    ],
  ];
  return missing
    .filter(([app]) => !processes.some((process) => process.app === app))
    .map(([, concern]) => concern);
}

/**
 * Workers that pause for the same cause are one concern. One that tries the mail server out again goes on
 * with its next mail, and needs nobody.
 */
function findPauses({ at, processes }: SystemState): Concern[] {
  const groups = groupBy(
    processes.flatMap(({ pause }) => (pause?.state === 'paused' ? [pause] : [])),
    ({ reason, reply }) => `${reason} ${reply}`,
  );
  return groups.flatMap((pauses) => {
    const [first] = pauses.toSorted((one, other) => one.since.localeCompare(other.since));
    if (first === undefined) return [];
    const { since, reason, reply, remedy } = first;
    const age = formatAge(Date.parse(at) - Date.parse(since));
    const workers = countOf(pauses.length, 'worker');
    const meaning = explainReason(reason)?.meaning ?? `The cause: ${reason}.`;
    return [
      {
        code: 'paused',
        severity: 'alarm',
        count: pauses.length,
        what: `Sending is paused, for ${age}, by ${workers}`,
        meaning: reply === '' ? meaning : `${meaning} The answer was ${reply}.`,
        remedy,
        path: '#processes',
      } satisfies Concern,
    ];
  });
}

/** Checks that fail, or warn, for as long as a worker pauses. */
const checksOfPause: ReadonlySet<string> = new Set(['mail_server', 'worker']);

/** The same check with the same finding in several processes is one concern. */
function findFailedChecks({ processes }: SystemState): Concern[] {
  const findings = processes.flatMap(({ app, host, pause, checks }) =>
    Object.entries(checks).flatMap(([name, check]) => {
      // A pause is told on its own, with its cause.
      if (check.status === 'ok' || (pause !== undefined && checksOfPause.has(name))) return [];
      return [{ name, where: `${app} on ${host}`, ...check, status: check.status }];
    }),
  );
  const groups = groupBy(
    findings,
    ({ name, status, reason }) => `${name} ${status} ${reason ?? ''}`,
  );
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { name, status, reason, remedy } = first;
    const where = [...new Set(group.map((finding) => finding.where))].join(', ');
    return [
      {
        code: `check_${status}`,
        severity: status === 'failed' ? 'alarm' : 'wait',
        count: group.length,
        what: `The check ${name} ${status === 'failed' ? 'fails' : 'warns'}: ${where}`,
        ...(reason === undefined ? {} : { meaning: reason }),
        ...(remedy === undefined ? {} : { remedy }),
        path: '#processes',
      } satisfies Concern,
    ];
  });
}

function findJournals({ at, processes }: SystemState): Concern[] {
  return processes.flatMap(({ host, journal }) => {
    if (journal === undefined || journal.entries === 0) return [];
    const age =
      journal.oldestAt === undefined
        ? ''
        : `, the oldest for ${formatAge(Date.parse(at) - Date.parse(journal.oldestAt))}`;
    return [
      {
        code: 'journal_not_empty',
        severity: 'wait',
        count: journal.entries,
        what: `${countOf(journal.entries, 'delivery', 'deliveries')} in the journal of ingest on ${host}${age}`,
        meaning: 'Redis could not take them when they came. They are safe on disk.',
        remedy: 'Nothing while Redis answers: they are moved to the queue by themselves.',
        path: '#processes',
      } satisfies Concern,
    ];
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
