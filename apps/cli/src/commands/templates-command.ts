import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../output/to-printable.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

/** `ticketpost templates`. */
export function createTemplatesCommand(context: CommandContext): Command {
  return new Command('templates')
    .description("an agency's own templates and messages, as TEMPLATE_DIR names them")
    .addCommand(createCheckCommand(context));
}

function createCheckCommand({ terminal, runAlone }: CommandContext): Command {
  const command: Command = new Command('check')
    .description('say what is wrong with them, tried on every kind of mail in every language')
    .argument('<folder>', 'the folder with html.hbs, text.hbs, subject.hbs and messages/')
    .addOption(options.json());

  return command.action(async (path: string, { json }: { json?: true }) => {
    const { describeTemplateProblem, readTemplateFolder } = await import('@ticketpost/branding');
    const { checkOwnTemplates } = await import('@ticketpost/email');
    const folder = readTemplateFolder(path);
    const unread = folder.problems.find(({ file }) => file === path);
    if (unread !== undefined) command.error(`error: ${describeTemplateProblem(unread)}`);
    const problems = [
      ...folder.problems,
      ...checkOwnTemplates(folder.templates, { probes: 'all' }).map(folder.locate),
    ];

    await runAlone(() => {
      if (json === true) {
        const listed = problems.map(({ file, line = null, code, message }) => ({
          file,
          line,
          code,
          message,
        }));
        terminal.print(`${JSON.stringify({ problems: listed, warnings: folder.warnings })}\n`);
      } else {
        for (const problem of problems) {
          terminal.print(`${toPrintable(describeTemplateProblem(problem))}\n`);
        }
        for (const warning of folder.warnings) terminal.remark(`note: ${toPrintable(warning)}`);
      }
      terminal.remark(describeCount(problems.length));
      return problems.length === 0 ? exitCodes.done : exitCodes.incomplete;
    });
  });
}

function describeCount(count: number): string {
  if (count === 0) return 'no problem was found';
  return count === 1 ? '1 problem was found' : `${count} problems were found`;
}
