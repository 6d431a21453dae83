import { shortTimes } from '../system/environment.ts';
import type { Row } from './row.ts';

const columns = [
  'Scenario',
  'Rounds',
  'Posted',
  'Acknowledged',
  'Refused',
  'Bookings',
  'Mails',
  'Dead letters',
  '**Lost**',
  '**Sent twice**',
  '**Wrong mailbox**',
  '**Unconfirmed**',
  'Uncertain',
  'Copies of these',
  'Broken rounds',
];

/** What a reader must know before the numbers; `seeds` are those of the rounds. */
export function formatHeader(options: {
  seeds: readonly number[];
  minutes: number;
  nodeVersion: string;
}): string {
  const { seeds, minutes, nodeVersion } = options;
  const times = Object.entries(shortTimes).map(([name, value]) => `${name}=${shorten(value)}`);
  return [
    `Seeds ${seeds.join(', ')}; ${Math.round(minutes)} minutes; Node ${nodeVersion}.`,
    'Redis with `appendfsync always`. Times are shorter than the defaults, so that rounds are quick:',
    `${times.join(', ')}.`,
  ].join('\n');
}

/** A table in Markdown; `isWide` adds what each scenario does. */
export function formatTable(rows: readonly Row[], { isWide }: { isWide: boolean }): string {
  const cells = rows.map((row) => {
    const name = isWide ? `\`${row.name}\`: ${row.sentence}` : row.name;
    if (row.kind === 'not_run')
      return [name, `not run: ${row.why}`, ...columns.slice(2).map(() => '')];
    const { rounds, counts, broken } = row;
    const {
      posted,
      acknowledged,
      refused,
      bookings,
      mails,
      deadLetters,
      lost,
      sentTwice,
      wrongMailbox,
      unconfirmed,
      uncertain,
      copies,
    } = counts;
    const numbers = [
      posted,
      acknowledged,
      refused,
      bookings,
      mails,
      deadLetters,
      lost,
      sentTwice,
      wrongMailbox,
      unconfirmed,
      uncertain,
      copies,
    ];
    return [name, String(rounds), ...numbers.map(String), String(broken)];
  });
  const heads = isWide ? columns : columns.map((head) => head.replaceAll('*', ''));
  const widths = heads.map((head, index) =>
    Math.max(head.length, ...cells.map((line) => line[index]?.length ?? 0)),
  );
  const format = (line: readonly string[]): string => {
    const padded = line.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
    );
    return isWide ? `| ${line.join(' | ')} |` : padded.join('  ');
  };
  const rule = isWide
    ? [`| --- |${' ---: |'.repeat(heads.length - 1)}`]
    : [widths.map((width) => '-'.repeat(width)).join('  ')];
  return [format(heads), ...rule, ...cells.map(format)].join('\n');
}

const shorten = (value: string): string => {
  const items = value.split(',');
  return items.length > 4
    ? `${items.slice(0, 3).join(',')},…,${items.at(-1) ?? ''} (${items.length} waits)`
    : value;
};
