import { failureClasses } from '../apps/worker/src/mail/failure-classes.ts';
import { defaultRetryDelaysMs } from '../packages/queue/src/retry-schedule.ts';
import { renderConfigurationTable } from './configuration-table.ts';

/** A part of a document that is made from the code. */
export interface MadeSection {
  document: string;
  name: string;
  content: string;
}

/** Every part of the documents that `npm run readme` makes and a test compares. */
export function renderMadeSections(): MadeSection[] {
  return [
    { document: 'README.md', name: 'configuration', content: renderConfigurationTable() },
    { document: 'docs/failure-modes.md', name: 'failure classes', content: renderFailureClasses() },
    { document: 'docs/failure-modes.md', name: 'retry schedule', content: renderRetrySchedule() },
  ];
}

const consequences: Readonly<Record<(typeof failureClasses)[number]['class'], string>> = {
  permanent: 'dead letter at once',
  transient_mailbox: 'tried again',
  transient_server: 'tried again; in a row, the worker pauses',
  transient_policy: 'tried again; in a row, the worker pauses',
  systemic: 'the worker pauses; no attempt is used up',
};

function renderFailureClasses(): string {
  const rows = failureClasses.map((row) => {
    const pattern =
      'reply' in row
        ? `${show(row.reply)} | ${show(row.enhanced)} | ${show(row.command)}`
        : `none: ${show(row.error)} | | any`;
    return `| ${pattern} | \`${row.code}\` | ${consequences[row.class]} | ${row.because} |`;
  });
  return [
    '| reply, or error without one | enhanced | command | code | then | because |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function show(pattern: RegExp | undefined): string {
  if (pattern === undefined || pattern.source === '^') return 'any';
  if (pattern.source === '^$') return 'none given';
  return `\`${pattern.source.replaceAll('|', '\\|')}\``;
}

function renderRetrySchedule(): string {
  let sinceMs = 0;
  const rows = defaultRetryDelaysMs.map((delayMs, index) => {
    sinceMs += delayMs;
    return `| ${index + 2} | ${showDuration(delayMs)} | ${showDuration(sinceMs)} |`;
  });
  return ['| attempt | after a wait of | since the first |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function showDuration(ms: number): string {
  const units = [
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ] as const;
  let rest = ms;
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return parts.join(' ');
}
