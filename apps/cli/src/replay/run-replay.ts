import { access, constants } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createOutbound } from '@ticketpost/outbound';
import { readEnvironment, readSecretFile, type Environment } from '@ticketpost/runtime';
import { ConfigurationError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import type { Terminal } from '../terminal.ts';
import { maskWebhookUrl } from '../webhook-url.ts';
import { readDeliveryFile } from './delivery-file.ts';
import { findTarget } from './find-target.ts';
import { longestAnswerMs, postDelivery } from './post-delivery.ts';
import { replayDeliveries, type ReplayReport } from './replay-deliveries.ts';
import { replayVariables } from './replay-variables.ts';

/** What `ticketpost replay` is called with. */
export interface ReplayOptions {
  url?: string;
  perSecond: number;
  skip: number;
  stopOnError?: true;
  dryRun?: true;
  json?: true;
}

/** Posts a file and says what came of it. Answers the exit code; `refuse` ends it as wrong usage. */
export async function runReplay(
  file: string,
  wanted: ReplayOptions,
  about: { environment: Environment; terminal: Terminal; refuse: (mistake: string) => never },
): Promise<number> {
  const { environment, terminal, refuse } = about;
  const isDryRun = wanted.dryRun === true;
  if (file !== '-') {
    await access(file, constants.R_OK).catch((error: unknown) => {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      refuse(`the file cannot be read (${code})`);
    });
  }
  const reading = readEnvironment(replayVariables, environment, readSecretFile);
  if (reading.kind === 'invalid') throw new ConfigurationError(reading.problems.join(' '));
  const target = findTarget({ ...reading.config, host: wanted.url });
  if (target.kind === 'invalid') return refuse(target.problems.join('; '));

  const url = maskWebhookUrl(target.href);
  const dispatcher = openWayTo(target.href, reading.config);
  const report = await replayDeliveries({
    entries: readDeliveryFile(file === '-' ? Readable.from([await terminal.readInput()]) : file),
    post: isDryRun
      ? () => Promise.resolve({ kind: 'answered', status: 200 })
      : (delivery) => postDelivery(target.href, delivery, { dispatcher }),
    skip: wanted.skip,
    perSecond: isDryRun ? Infinity : wanted.perSecond,
    stopsOnError: wanted.stopOnError === true,
  }).finally(() => dispatcher.destroy());
  if (wanted.json === true) {
    const outcome = isDryRun ? 'possible' : 'replayed';
    terminal.print(`${JSON.stringify({ url, outcome, ...report })}\n`);
  } else {
    const rows = Object.entries(report.answers).map(([answer, n]) => [answer, String(n)]);
    terminal.print(formatTable(['ANSWER', 'DELIVERIES'], rows));
    for (const { place, answer, code = '-' } of report.notTaken) {
      terminal.remark(`not taken: number ${place}, ${answer} ${code}`);
    }
  }
  terminal.remark(describe(report, { url, isDryRun }));
  return exitCodeOf(report);
}

/** Whoever calls the command names the host: it may be inside, where ingest often is. */
function openWayTo(href: string, { tlsCa }: { tlsCa?: string | undefined }) {
  const { hostname } = new URL(href);
  const outboundPrivateHosts = [hostname.replace(/^\[(.*)\]$/, '$1')];
  return createOutbound({ environment: 'production', tlsCa, outboundPrivateHosts }).createAgent({
    connections: 1,
    timeoutMs: longestAnswerMs,
    maxResponseBytes: 65_536,
  });
}

const reasons = {
  error: 'it was not taken',
  not_found: 'that address is unknown there; is the secret right?',
  no_answer: 'nobody answers there',
} as const;

function describe(
  { posted, skipped, stoppedAt }: ReplayReport,
  { url, isDryRun }: { url: string; isDryRun: boolean },
): string {
  const passed = skipped === 0 ? '' : `, ${skipped} passed over`;
  const done = `${posted} ${isDryRun ? 'would be posted' : 'posted'} to ${url}${passed}`;
  if (stoppedAt === undefined) return done;
  const { place, because } = stoppedAt;
  return `${done}; stopped at number ${place}: ${reasons[because]}. --skip ${place - 1} goes on there`;
}

function exitCodeOf({ notTaken, stoppedAt }: ReplayReport): number {
  if (stoppedAt?.because === 'no_answer') return exitCodes.unavailable;
  return notTaken.length === 0 ? exitCodes.done : exitCodes.incomplete;
}
