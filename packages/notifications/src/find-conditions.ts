import type { ProcessReport } from '@ticketpost/monitoring';
import { explainReason } from '@ticketpost/operations';
import { maskMailboxes } from '@ticketpost/schema';
import type { Concern } from './concern.ts';
import { formatDuration } from './format-duration.ts';

/** Something that needs a person for as long as it lasts. */
export interface Condition {
  /** The same for as long as it is the same. */
  key: string;
  app: ProcessReport['app'];
  concern: Omit<Concern, 'state' | 'examples' | 'path'>;
  /** Told when it is seen twice in a row: it may be over in a moment. */
  mayPass: boolean;
}

/** A delivery that stands in a journal for so long is told. Redis that is back drains it in seconds. */
const longestJournalMs = 5 * 60_000;

/** Names of checks that are told in another way, or that no report can come with. */
const otherChecks: ReadonlySet<string> = new Set(['redis', 'mail_server', 'journal', 'worker']);

/** What living processes say of themselves that needs a person. */
export function findConditions(processes: readonly ProcessReport[], nowMs: number): Condition[] {
  return [
    ...findPause(processes),
    ...findJournals(processes, nowMs),
    ...findJournalRefusals(processes),
    ...findChecks(processes),
  ];
}

/** A worker that tries one mail at a time is still on its way out of the pause. */
function findPause(processes: readonly ProcessReport[]): Condition[] {
  const pausing = processes.filter(({ pause }) => pause !== undefined);
  const pauses = pausing
    .flatMap(({ pause }) => pause ?? [])
    .toSorted((one, other) => one.since.localeCompare(other.since));
  const first = pauses.find(({ state }) => state === 'paused') ?? pauses[0];
  if (first === undefined) return [];
  const { state, since, reason, reply, remedy } = first;
  return [
    {
      key: `paused ${reason}`,
      app: 'worker',
      mayPass: state === 'on_trial',
      concern: {
        kind: 'paused',
        count: pausing.length,
        where: hostsOf(pausing),
        reason,
        ...(reply === '' ? {} : { answer: toSafeText(reply) }),
        meaning: `${explainReason(reason)?.meaning ?? 'The mail server takes no mail.'} No confirmation goes out, and none loses an attempt.`,
        remedy: toSentence(remedy),
        since,
      },
    },
  ];
}

function findJournals(processes: readonly ProcessReport[], nowMs: number): Condition[] {
  const late = processes.filter(
    ({ journal }) =>
      journal?.oldestAt !== undefined && nowMs - Date.parse(journal.oldestAt) > longestJournalMs,
  );
  const [since] = late.flatMap(({ journal }) => journal?.oldestAt ?? []).toSorted();
  if (since === undefined) return [];
  return [
    {
      key: 'journal_waits',
      app: 'ingest',
      mayPass: true,
      concern: {
        kind: 'journal_waits',
        count: late.reduce((sum, { journal }) => sum + (journal?.entries ?? 0), 0),
        where: hostsOf(late),
        meaning: `Redis has not taken them for ${formatDuration(longestJournalMs)} and more. They are safe on disk, and wait to be moved to the queue.`,
        remedy: "Look at Redis' memory and settings, and at ingest's log.",
        since,
      },
    },
  ];
}

function findJournalRefusals(processes: readonly ProcessReport[]): Condition[] {
  const refusing = processes.filter(
    ({ app, checks: { journal } }) => app === 'ingest' && journal?.reason !== undefined,
  );
  const reason = refusing[0]?.checks['journal']?.reason;
  if (reason === undefined) return [];
  return [
    {
      key: 'journal_refuses',
      app: 'ingest',
      mayPass: true,
      concern: {
        kind: 'journal_refuses',
        count: refusing.length,
        where: hostsOf(refusing),
        meaning: `${toSentence(reason)} While Redis is away, deliveries are turned away.`,
        remedy: 'Make the disk of JOURNAL_DIR writable again.',
      },
    },
  ];
}

/** Warnings that need a person: what they are about goes on, and nobody is mailed. */
const needsPerson: Readonly<Record<string, (reason: string | undefined) => boolean>> = {
  supplier: (reason) => reason === 'refused',
  payload_keys: () => true,
};

function findChecks(processes: readonly ProcessReport[]): Condition[] {
  const findings = processes.flatMap((process) =>
    Object.entries(process.checks).flatMap(([name, check]) => {
      const isWarningTold =
        check.status === 'warning' && (needsPerson[name]?.(check.reason) ?? false);
      const isTold = !otherChecks.has(name) && (check.status === 'failed' || isWarningTold);
      return isTold ? { name, check, process } : [];
    }),
  );
  const groups = new Map<string, typeof findings>();
  for (const finding of findings) {
    const key = `check ${finding.process.app} ${finding.name}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { name, check, process } = first;
    return {
      key,
      app: process.app,
      mayPass: true,
      concern: {
        kind: 'check_fails',
        count: group.length,
        where: hostsOf(group.map((finding) => finding.process)),
        reason: name,
        meaning: `The check ${name} of ${process.app} fails${check.reason === undefined ? '' : `: ${toSentence(check.reason)}`}`,
        remedy: check.remedy === undefined ? 'See its readyz.' : toSentence(check.remedy),
      },
    };
  });
}

function hostsOf(processes: readonly ProcessReport[]): string[] {
  return [...new Set(processes.map(({ host }) => host))].toSorted();
}

const longestText = 300;

/** What a process says of itself is its own words, and may be long. */
function toSafeText(text: string): string {
  return maskMailboxes(text.replaceAll(/\s+/g, ' ').trim()).slice(0, longestText);
}

function toSentence(text: string): string {
  const safe = toSafeText(text);
  const [first = ''] = safe;
  return `${first.toUpperCase()}${safe.slice(first.length)}${safe.endsWith('.') ? '' : '.'}`;
}
