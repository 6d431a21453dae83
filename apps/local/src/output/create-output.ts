import type { Colors } from './colors.ts';
import { formatLogLine } from './format-log-line.ts';
import { isLevelShown, parseLogRecord } from './log-record.ts';
import { toPrintable } from './printable.ts';

/** What the person who started us reads. */
export interface Output {
  /** A line of our own. */
  say(line: string): void;
  /** A line about something that went wrong. */
  warn(line: string): void;
  /** A line that one of the processes wrote, shown behind its name. */
  log(process: string, line: string): void;
}

export interface OutputOptions {
  colors: Colors;
  /** Whether the processes' lines are shown. */
  showsLogs: boolean;
  /** The level below which records are left out. */
  logLevel: string;
}

const nameWidth = 9;

export function createOutput({ colors, showsLogs, logLevel }: OutputOptions): Output {
  const paints = [colors.cyan, colors.magenta, colors.blue, colors.yellow, colors.green];
  const painted = new Map<string, string>();
  const paintName = (name: string): string => {
    const paint = paints[painted.size % paints.length] ?? String;
    const prefix = painted.get(name) ?? paint(`${name.padEnd(nameWidth)} |`);
    painted.set(name, prefix);
    return prefix;
  };
  return {
    say(line) {
      console.log(line);
    },
    warn(line) {
      console.error(colors.yellow(line));
    },
    log(process, line) {
      if (!showsLogs || line.trim() === '') return;
      const level = parseLogRecord(line)?.level;
      if (level !== undefined && !isLevelShown(level, logLevel)) return;
      console.log(`${paintName(process)} ${formatLogLine(line, colors)}`);
    },
  };
}

/** The last lines of a process as an indented list, for a report of what went wrong. */
export function quoteLines(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${toPrintable(line)}`);
}
