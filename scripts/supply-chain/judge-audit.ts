import type { IgnoredAdvisory } from './ignored-advisories.ts';
import type { PnpmResult } from './run-pnpm.ts';

export type AuditVerdict =
  /** `known` are low and moderate ones, and those that are ignored for now. */
  | { kind: 'passed'; dependencies: number; known: readonly string[] }
  | { kind: 'failed'; problems: readonly string[] }
  /** Nothing was learned: this registry does not answer, or not in this way. */
  | { kind: 'not_answered'; why: string };

interface Advisory {
  module_name: string;
  severity: string;
  title: string;
  url: string;
  github_advisory_id: string;
  findings: { version: string; dev: boolean }[];
}

const failing = ['high', 'critical'];
const longestIgnoredDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

/** What a run of `pnpm audit --json` means, on the given day. */
export function judgeAudit(
  result: PnpmResult,
  options: { ignored: readonly IgnoredAdvisory[]; today: Date },
): AuditVerdict {
  const { ignored, today } = options;
  const report = readReport(result.output);
  if (report === undefined) return { kind: 'not_answered', why: firstLine(result) };
  const advisories = Object.values(report.advisories);
  const isIgnored = ({ github_advisory_id: id }: Advisory) =>
    ignored.some((entry) => entry.id === id && !isOver(entry, today));
  const problems = [
    ...advisories
      .filter((advisory) => failing.includes(advisory.severity) && !isIgnored(advisory))
      .map(describe),
    ...ignored.flatMap((entry) => judgeIgnored(entry, { advisories, today })),
  ];
  if (problems.length > 0) return { kind: 'failed', problems };
  const { totalDependencies } = report.metadata;
  return { kind: 'passed', dependencies: totalDependencies, known: advisories.map(describe) };
}

function judgeIgnored(
  entry: IgnoredAdvisory,
  { advisories, today }: { advisories: readonly Advisory[]; today: Date },
): string[] {
  if (isOver(entry, today)) return [`${entry.id} was ignored until ${entry.until}: look again`];
  if (Date.parse(entry.until) > today.getTime() + longestIgnoredDays * dayMs) {
    return [`${entry.id} is ignored for more than ${longestIgnoredDays} days`];
  }
  const isKnown = advisories.some(({ github_advisory_id: id }) => id === entry.id);
  return isKnown ? [] : [`${entry.id} is ignored, but concerns no dependency any more`];
}

function isOver({ until }: IgnoredAdvisory, today: Date): boolean {
  // A day that cannot be read is over.
  return !(today.getTime() < Date.parse(until) + dayMs);
}

function describe(advisory: Advisory): string {
  const { module_name: name, severity, title, url, findings } = advisory;
  const versions = [...new Set(findings.map(({ version }) => version))].join(', ');
  const where = findings.every(({ dev }) => dev) ? 'for development' : 'in production';
  return `${severity}: ${name} ${versions}, ${where}: ${title} (${url})`;
}

function readReport(
  output: string,
): { advisories: Record<string, Advisory>; metadata: { totalDependencies: number } } | undefined {
  try {
    const report = JSON.parse(output) as Partial<Record<string, unknown>>;
    const isReport =
      typeof report['advisories'] === 'object' && typeof report['metadata'] === 'object';
    return isReport ? (report as never) : undefined;
  } catch {
    return undefined;
  }
}

function firstLine({ errors, output }: PnpmResult): string {
  const lines = `${errors}\n${output}`
    .split('\n')
    .map((line) => line.replace(/^[\s│×]+/, '').trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, 3)
    .join(' ');
}
