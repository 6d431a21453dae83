import { Command, Option } from 'commander';
import type { ReplayOptions } from '../replay/run-replay.ts';
import type { CommandContext } from './command-context.ts';
import { createIntegerParser, options } from './options.ts';

/** `ticketpost replay`. */
export function createReplayCommand(context: CommandContext): Command {
  const { terminal, runAlone, environment } = context;
  const command: Command = new Command('replay')
    .description('post a file of deliveries to ingest; no mail is sent twice by it')
    .argument('<file>', 'one JSON object a line, or a JSON array; - reads standard input')
    .addOption(
      new Option('--url <host>', 'https://<host>, to which the first of WEBHOOK_SECRETS is added'),
    )
    .addOption(
      new Option('--per-second <n>', 'how many are posted in a second, at most')
        .argParser(createIntegerParser({ minimum: 1, maximum: 1000 }))
        .default(10),
    )
    .addOption(options.skip())
    .addOption(new Option('--stop-on-error', 'end at the first that is not taken'))
    .addOption(options.dryRun())
    .addOption(options.json());

  return command.action(async (file: string, wanted: ReplayOptions) => {
    const { runReplay } = await import('../replay/run-replay.ts');
    const refuse = (mistake: string): never => command.error(`error: ${mistake}`);
    await runAlone(() => runReplay(file, wanted, { environment, terminal, refuse }));
  });
}
