import { Command } from 'commander';
import type { RetentionOutcome, RetentionPreview } from '@ticketpost/retention';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

interface RetentionCommandOptions {
  by: string;
  yes?: true;
  dryRun?: true;
  json?: true;
}

/** `ticketpost retention`. */
export function createRetentionCommand({ terminal, osUser, runOnRedis }: CommandContext): Command {
  const command = new Command('retention')
    .description('show what is past its period, and have it removed now')
    .addOption(options.dryRun())
    .addOption(options.by(osUser))
    .addOption(options.yes('yes, remove it without asking'))
    .addOption(options.json());

  return command.action(async ({ by, yes, dryRun, json }: RetentionCommandOptions) => {
    const { createRetention, readPeriods } = await import('@ticketpost/retention');
    const { isSamePeriods, readRetentionReport } = await import('@ticketpost/retention/report');
    const { createKeyringFromList } = await import('@ticketpost/queue');
    await runOnRedis(async ({ redis, config, operations }) => {
      const periods = readPeriods(config);
      const lastRun = await readRetentionReport(redis);
      const answer = (outcome: string, found: Partial<RetentionPreview>, exitCode: number) => {
        if (json !== true) return exitCode;
        const about = { outcome, periods, lastRun: lastRun ?? null, ...found };
        terminal.print(`${JSON.stringify(about)}\n`);
        return exitCode;
      };
      const isSame = lastRun === undefined || isSamePeriods(lastRun.periods, periods);
      const { signal } = new AbortController();
      const retention = createRetention({
        redis,
        keyring: createKeyringFromList(config.payloadKeys),
        periods,
        onError: () => undefined,
        onFailure: (step) => {
          terminal.remark(`${step} failed`);
        },
      });
      try {
        const preview = await retention.preview(signal);
        if (json !== true) terminal.print(formatPreview(preview));
        terminal.remark(`the last run ended: ${lastRun?.completedAt ?? 'never'}`);
        if (!isSame)
          terminal.remark(
            'the last run had other periods: the worker has other RETAIN_… variables',
          );
        if (dryRun === true) return answer('possible', preview, exitCodes.done);
        if (!isSame) {
          terminal.remark(
            'nothing was done: run it where the worker’s variables are, or start the workers anew with these',
          );
          return answer('other_periods', preview, exitCodes.configuration);
        }
        if (yes !== true) {
          if (terminal.confirm === undefined) {
            terminal.remark('nothing was done: --yes removes it');
            return answer('possible', preview, exitCodes.done);
          }
          if (!(await terminal.confirm('Remove what is past its period, for good?'))) {
            terminal.remark('nothing was done');
            return answer('declined', preview, exitCodes.done);
          }
        }
        const ended: RetentionOutcome = await operations.audit.around(
          { action: 'retention', by, via: 'cli' },
          () => retention.run({ by, signal }),
        );
        if (ended.kind === 'busy' || ended.kind === 'not_due') {
          terminal.remark('a worker is at it just now');
          return answer('busy', {}, exitCodes.incomplete);
        }
        const { removed, expiring, failures } = ended.report;
        terminal.remark(`${sum(removed)} removed, ${failures.length} steps failed`);
        return answer(
          ended.kind,
          { removed, expiring, failures },
          ended.kind === 'done' ? exitCodes.done : exitCodes.incomplete,
        );
      } finally {
        await retention.close().catch(() => undefined);
      }
    });
  });
}

function formatPreview({ removed, expiring }: RetentionPreview): string {
  const kinds = [...new Set([...Object.keys(removed), ...Object.keys(expiring)])];
  if (kinds.length === 0) return 'nothing is past its period\n';
  const rows = kinds.map((kind) => [kind, String(removed[kind] ?? 0), String(expiring[kind] ?? 0)]);
  return formatTable(['KIND', 'PAST ITS PERIOD', 'EXPIRES SOON'], rows);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
