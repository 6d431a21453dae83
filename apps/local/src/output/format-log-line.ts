import type { Colors } from './colors.ts';
import { parseLogRecord } from './log-record.ts';
import { toPrintable } from './printable.ts';

/** The fields that tell most, first; every other follows as it was written. */
const firstFields = ['deliveryId', 'orderNo', 'jobId', 'attempt', 'outcome', 'durationMs'];

/**
 * The short form of a line: time (UTC), level, message, fields. A line that is no record of the
 * apps' logger is only made printable.
 */
export function formatLogLine(line: string, colors: Colors): string {
  const record = parseLogRecord(line);
  if (record === undefined) return toPrintable(line);
  const { level, time, msg, fields } = record;
  const shown = new Map(
    [...firstFields, ...fields.keys()]
      .filter((name) => fields.has(name) && !isRepetition(name, fields))
      .map((name) => [
        name,
        `${colors.dim(`${toPrintable(name)}=`)}${formatValue(fields.get(name))}`,
      ]),
  );
  const clock = time.slice(11, 23);
  return [
    colors.dim(toPrintable(clock)),
    paint(level, colors)(toPrintable(level.toUpperCase().padEnd(5))),
    toPrintable(msg),
    ...shown.values(),
  ].join(' ');
}

/** The prefix names the app already, and a job has its delivery's id. */
function isRepetition(name: string, fields: ReadonlyMap<string, unknown>): boolean {
  return name === 'app' || (name === 'jobId' && fields.get('jobId') === fields.get('deliveryId'));
}

function formatValue(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=\p{C}]+$/u.test(value)) return value;
  if (value instanceof Object && 'message' in value) return formatValue(value.message);
  return toPrintable(JSON.stringify(value));
}

function paint(level: string, colors: Colors): (text: string) => string {
  switch (level) {
    case 'fatal':
    case 'error':
      return colors.red;
    case 'warn':
      return colors.yellow;
    case 'info':
      return colors.green;
    default:
      return colors.dim;
  }
}
