/** A line that one of the apps wrote: one JSON object with these and the house fields. */
export interface LogRecord {
  level: string;
  /** ISO 8601, UTC. */
  time: string;
  msg: string;
  fields: ReadonlyMap<string, unknown>;
}

/** The record in a line, or `undefined` when the line is something else. */
export function parseLogRecord(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { level, time, msg = '', ...rest } = value as Record<string, unknown>;
  if (typeof level !== 'string' || typeof time !== 'string' || typeof msg !== 'string') {
    return undefined;
  }
  return { level, time, msg, fields: new Map(Object.entries(rest)) };
}

/** Pino's levels, the most talkative first. */
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Whether somebody who wants this level and above sees the record; an unknown level shows all. */
export function isLevelShown(level: string, wanted: string): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted);
}

/** The level, or one that talks more so that `needed` is among what is written. */
export function atLeastLevel(wanted: string, needed: string): string {
  return isLevelShown(needed, wanted) ? wanted : needed;
}
