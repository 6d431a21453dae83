import type { Diagnosis } from '@ticketpost/doctor';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../output/to-printable.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

interface DoctorCommandOptions {
  only: string[];
  sendTo?: string;
  json?: true;
}

const signs: Readonly<Record<Diagnosis['status'], string>> = {
  ok: '✓',
  warning: '!',
  failed: '✗',
  skipped: '-',
};

/** `ticketpost doctor`. */
export function createDoctorCommand({ terminal, runAlone, environment }: CommandContext): Command {
  const command: Command = new Command('doctor')
    .description('look at everything that the apps depend on, and say the remedy')
    .addOption(
      new Option('--only <name>', 'look at this alone; may be given several times')
        .argParser((name: string, names: string[]) => [...names, name])
        .default([], 'everything'),
    )
    .addOption(new Option('--send-to <address>', 'also send one test mail there'))
    .addOption(options.json());

  return command.action(async ({ only, sendTo, json }: DoctorCommandOptions) => {
    const { createChecks, runChecks, selectChecks } = await import('@ticketpost/doctor');
    const { parseMailbox } = await import('@ticketpost/schema');
    if (sendTo !== undefined && parseMailbox(sendTo) === undefined) {
      command.error('error: --send-to takes one mailbox');
    }
    const all = createChecks({ environment, sendTo });
    const checks = selectChecks(all, only);
    if (checks === undefined) {
      command.error(`error: --only takes one of ${all.map(({ name }) => name).join(', ')}`);
    }
    await runAlone(async () => {
      const found = await runChecks(checks);
      terminal.print(
        json === true ? `${JSON.stringify({ checks: found })}\n` : formatDiagnoses(found),
      );
      terminal.remark(describeCounts(found));
      return found.some(({ status }) => status === 'failed')
        ? exitCodes.incomplete
        : exitCodes.done;
    });
  });
}

function formatDiagnoses(found: readonly Diagnosis[]): string {
  const width = Math.max(0, ...found.map(({ name }) => name.length));
  return found
    .map(({ name, status, finding, remedy }) => {
      const line = `${signs[status]} ${name.padEnd(width)}  ${toPrintable(finding)}\n`;
      return remedy === undefined
        ? line
        : `${line}  ${' '.repeat(width)}  → ${toPrintable(remedy)}\n`;
    })
    .join('');
}

function describeCounts(found: readonly Diagnosis[]): string {
  const count = (wanted: Diagnosis['status']) =>
    found.filter(({ status }) => status === wanted).length;
  return `${count('failed')} failed, ${count('warning')} to look at, ${count('ok')} fine, ${count('skipped')} skipped`;
}
