import type { CommandContext } from '../apps/cli/src/commands/command-context.ts';
import { createProgram } from '../apps/cli/src/create-program.ts';
import { exitCodeMeanings, exitCodes } from '../apps/cli/src/exit-codes.ts';
import { createChecks } from '../packages/doctor/src/create-checks.ts';

type Command = ReturnType<typeof createProgram>;
type Option = Command['options'][number];

const user = '(the user)';

/** Every command with its arguments and options, made from what the command line reads. */
export function renderCommands(): string {
  const nowhere = () => Promise.resolve();
  const context: CommandContext = {
    terminal: {
      print: () => undefined,
      remark: () => undefined,
      readInput: () => Promise.resolve(''),
      readPassword: () => Promise.resolve({ kind: 'interrupted' }),
      isInteractive: false,
    },
    osUser: user,
    environment: {},
    run: nowhere,
    runOnRedis: nowhere,
    runWithSupplier: nowhere,
    runAlone: nowhere,
  };
  const rows = leavesOf(createProgram(context), []).map(({ command, path }) => {
    const args = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    const options = command.options.filter(({ hidden }) => !hidden).map(describeOption);
    const call = ['ticketpost', ...path, ...args].join(' ');
    return `| \`${call}\` | ${escape(command.description())} | ${options.join('<br>')} |`;
  });
  return ['| command | what it does | options |', '| --- | --- | --- |', ...rows].join('\n');
}

export function renderExitCodes(): string {
  const rows = Object.entries(exitCodes).map(
    ([name, code]) => `| ${code} | ${exitCodeMeanings[name as keyof typeof exitCodes]} |`,
  );
  return ['| exit code | when |', '| --- | --- |', ...rows].join('\n');
}

export function renderDoctorChecks(): string {
  const rows = createChecks({ environment: {} }).map(
    ({ name, about }) => `| \`${name}\` | ${about} |`,
  );
  return ['| check | looks at |', '| --- | --- |', ...rows].join('\n');
}

/** Those that do something themselves; `help` is commander's own. */
function leavesOf(
  parent: Command,
  path: readonly string[],
): { command: Command; path: string[] }[] {
  return parent
    .createHelp()
    .visibleCommands(parent)
    .filter((command) => command.name() !== 'help')
    .flatMap((command) => {
      const own = [...path, command.name()];
      const below = command.commands.length > 0 ? leavesOf(command, own) : [];
      return below.length > 0 ? below : [{ command, path: own }];
    });
}

function describeOption({ flags, mandatory, defaultValue, argChoices }: Option): string {
  const notes = [
    ...(mandatory ? ['required'] : []),
    ...(typeof defaultValue === 'number' ? [String(defaultValue)] : []),
    ...(argChoices === undefined ? [] : [argChoices.join(' or ')]),
  ];
  return `\`${flags}\`${notes.length === 0 ? '' : ` (${escape(notes.join(', '))})`}`;
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|');
}
