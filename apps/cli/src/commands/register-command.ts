import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { readEnvironment, readSecretFile } from '@ticketpost/runtime';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import {
  describeSupplierFailure,
  exitCodeOf,
  supplierFailureToJson,
} from '../output/supplier-failure.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

interface RegisterOptions {
  urlFile?: string;
  by: string;
  yes?: true;
  dryRun?: true;
  json?: true;
}

/** `ticketpost register`. */
export function createRegisterCommand(context: CommandContext): Command {
  const { terminal, osUser, runWithSupplier } = context;
  const command: Command = new Command('register')
    .description('tell the supplier where to post its webhooks, for the whole account')
    .argument(
      '[host]',
      'https://<host>, to which the first of WEBHOOK_SECRETS is added; - reads the whole address from standard input',
    )
    .addOption(new Option('--url-file <file>', 'read the whole address from a file'))
    .addOption(options.by(osUser))
    .addOption(options.yes('yes, register it without asking'))
    .addOption(options.dryRun())
    .addOption(options.json());

  return command.action(async (host: string | undefined, wanted: RegisterOptions) => {
    const { by, yes, dryRun, json } = wanted;
    const { maskWebhookUrl, readWebhookUrl } = await import('../webhook-url.ts');
    const confirm = host === '-' ? undefined : terminal.confirm;
    if ((host === undefined) === (wanted.urlFile === undefined)) {
      command.error('error: give the host or --url-file, one of them');
    }
    if (yes !== true && dryRun !== true && confirm === undefined) {
      command.error('error: nobody can be asked: add --yes, or --dry-run to only look');
    }
    const reading = readWebhookUrl(await obtainUrl(command, context, host, wanted.urlFile));
    if (reading.kind === 'invalid') command.error(`error: the URL: ${reading.problems.join('; ')}`);
    const { href, warnings } = reading;

    await runWithSupplier(async ({ operations, account, baseUrl }) => {
      const registration = operations.webhookRegistrationOf(account);
      const last = await registration.lastRegistered();
      const shown = {
        account: account.account,
        supplier: baseUrl,
        old: last === undefined ? null : maskWebhookUrl(last),
        new: maskWebhookUrl(href),
      };
      const rows = Object.entries({ ...shown, old: shown.old ?? oldIsUnknown });
      if (json !== true) terminal.print(formatTable(['FIELD', 'VALUE'], rows));
      for (const remark of warnings) terminal.remark(`note: ${remark}`);
      const answer = (outcome: object, words: string, exitCode: number): number => {
        if (json === true) terminal.print(`${JSON.stringify({ ...outcome, ...shown })}\n`);
        terminal.remark(words);
        return exitCode;
      };

      if (dryRun === true) return answer({ outcome: 'possible' }, 'would be done', exitCodes.done);
      if (yes !== true && (await confirm?.('Register?')) !== true) {
        return answer({ outcome: 'declined' }, 'nothing was done', exitCodes.incomplete);
      }
      const outcome = await operations.audit.around(
        { action: 'register', by, via: 'cli', detail: shown.new },
        () => registration.register(href),
      );
      if (outcome.kind === 'stored') {
        return answer({ outcome: 'registered' }, 'registered', exitCodes.done);
      }
      const words = `not registered, as far as is known: ${describeSupplierFailure(outcome)}`;
      return answer(supplierFailureToJson(outcome), words, exitCodeOf(outcome));
    });
  });
}

const oldIsUnknown =
  'unknown: none was registered from here, and the supplier has no call that tells';
async function obtainUrl(
  command: Command,
  { terminal, environment }: CommandContext,
  host: string | undefined,
  file: string | undefined,
): Promise<string> {
  if (host === '-') return await terminal.readInput();
  if (host !== undefined) {
    const { addSecret } = await import('../replay/find-target.ts');
    const { replayVariables } = await import('../replay/replay-variables.ts');
    const { webhookSecrets } = replayVariables;
    const reading = readEnvironment({ webhookSecrets }, environment, readSecretFile);
    if (reading.kind === 'invalid') command.error(`error: ${reading.problems.join(' ')}`);
    const target = addSecret('the argument', host, reading.config.webhookSecrets);
    if (target.kind === 'target') return target.href;
    command.error(`error: ${target.problems.join('; ')}`);
  }
  try {
    return await readFile(file ?? '', 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    command.error(`error: --url-file cannot be read (${code})`);
  }
}
