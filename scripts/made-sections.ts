import { failureClasses } from '../apps/worker/src/mail/failure-classes.ts';
import { confirmationSteps } from '../packages/ledger/src/confirmation-steps.ts';
import { defaultRetryDelaysMs } from '../packages/queue/src/retry-schedule.ts';
import { redisRequirements } from '../packages/runtime/src/redis-settings/judge-redis-settings.ts';
import { renderCommands, renderDoctorChecks, renderExitCodes } from './commands-table.ts';
import { renderConfigurationTable } from './configuration-table.ts';
import { renderKeptData } from './kept-data-table.ts';
import { renderMetricsTable } from './observability/metrics-table.ts';
import { renderImports, renderRooms } from './rooms-table.ts';
import { renderTemplateModel } from './template-model.ts';

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
    { document: 'README.md', name: 'rooms', content: renderRooms() },
    { document: 'docs/architecture.md', name: 'imports', content: renderImports() },
    { document: 'docs/commands.md', name: 'commands', content: renderCommands() },
    { document: 'docs/commands.md', name: 'exit codes', content: renderExitCodes() },
    { document: 'docs/commands.md', name: 'doctor checks', content: renderDoctorChecks() },
    { document: 'docs/failure-modes.md', name: 'failure classes', content: renderFailureClasses() },
    { document: 'docs/failure-modes.md', name: 'retry schedule', content: renderRetrySchedule() },
    { document: 'docs/failure-modes.md', name: 'redis settings', content: renderRedisSettings() },
    { document: 'docs/architecture.md', name: 'confirmation', content: renderConfirmationSteps() },
    { document: 'docs/mail.md', name: 'template model', content: renderTemplateModel() },
    { document: 'docs/retention.md', name: 'kept data', content: renderKeptData() },
    ...(['ingest', 'worker', 'dashboard'] as const).map((app) => ({
      document: 'docs/metrics.md',
      name: `metrics of ${app}`,
      content: renderMetricsTable(app),
    })),
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

function renderRedisSettings(): string {
  const rows = redisRequirements.map(
    ({ setting, wanted, cost }) => `| \`${setting}\` | ${wanted} | ${cost} |`,
  );
  return ['| setting | wanted | otherwise |', '| --- | --- | --- |', ...rows].join('\n');
}

function renderConfirmationSteps(): string {
  const rows = confirmationSteps.map((row) => {
    const from = row.from.length === confirmationStates ? 'any' : row.from.join(', ');
    const conditions = [
      ...(row.holder === undefined ? [] : [`the claim is ${holders[row.holder]}`]),
      ...(row.lease === undefined ? [] : [`its lease is ${row.lease}`]),
      ...(row.isMarked === undefined ? [] : ['a copy may be out']),
      ...(row.isHolding === undefined ? [] : ['an order is held']),
      ...(row.isBookingChanged === undefined ? [] : ['another booking stands there than was seen']),
    ];
    return `| ${row.step} | ${from} | ${conditions.join(', ')} | ${row.to} | ${row.answer} | ${row.mark} | ${row.because} |`;
  });
  return [
    '| step | from | if | to | answer | mark | because |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** As many as there are, `none` among them. */
const confirmationStates = Math.max(...confirmationSteps.map(({ from }) => from.length));

const holders = {
  'this attempt': 'this attempt’s',
  'this delivery': 'an earlier attempt’s of this delivery',
  'another delivery': 'another delivery’s',
  stranger: 'not this attempt’s',
} as const;

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
