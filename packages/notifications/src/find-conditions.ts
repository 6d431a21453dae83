import type { ProcessReport } from '@ticketpost/monitoring';
import { explainReason } from '@ticketpost/operations';
import type { Concern } from './concern.ts';
import { explainCheck } from './explain-check.ts';
import { explainJournalFailure } from './explain-journal-failure.ts';
import { formatDuration } from './format-duration.ts';
import { toCode } from './to-code.ts';
import { toHostName } from './to-host-name.ts';

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

/**
 * What living processes say of themselves that needs a person. Whoever can write to Redis can write a
 * report: codes and names of it are told, and every sentence is ours.
 */
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
  const { state, since, reply } = first;
  const reason = toCode(first.reason);
  const explained = explainReason(reason);
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
        ...(replyCode.test(reply) ? { answer: reply } : {}),
        meaning: `${explained?.meaning ?? 'The mail server takes no mail.'} No confirmation goes out, and none loses an attempt.`,
        remedy:
          explained?.remedy ?? "Look into the worker's log, or ask whoever runs the mail server.",
        ...toSince(since),
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
        ...toSince(since),
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
        meaning: `${explainJournalFailure(reason)} While Redis is away, deliveries are turned away.`,
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

function isWarningForPerson(name: string, reason: string | undefined): boolean {
  return Object.hasOwn(needsPerson, name) && needsPerson[name]?.(reason) === true;
}

function findChecks(processes: readonly ProcessReport[]): Condition[] {
  const findings = processes.flatMap((process) =>
    Object.entries(process.checks).flatMap(([name, check]) => {
      const isWarningTold = check.status === 'warning' && isWarningForPerson(name, check.reason);
      const isTold = !otherChecks.has(name) && (check.status === 'failed' || isWarningTold);
      return isTold ? { name: toCode(name), process } : [];
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
    const { name, process } = first;
    return {
      key,
      app: process.app,
      mayPass: true,
      concern: {
        kind: 'check_fails',
        count: group.length,
        where: hostsOf(group.map((finding) => finding.process)),
        reason: name,
        ...explainCheck(name),
      },
    };
  });
}

function hostsOf(processes: readonly ProcessReport[]): string[] {
  return [...new Set(processes.map(({ host }) => toHostName(host)))].toSorted();
}

/** A reply code with or without the enhanced one (RFC 3463), or the code of an error. */
const replyCode = /^(?:[45]\d\d(?: [45]\.\d{1,3}\.\d{1,3})?|[A-Z][A-Z0-9_]{1,39})$/;

/** Written anew: a date may be read out of a text that holds other words. */
function toSince(since: string): { since?: string } {
  const ms = Date.parse(since);
  return Number.isNaN(ms) ? {} : { since: new Date(ms).toISOString() };
}
