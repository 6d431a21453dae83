import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { readPassword } from '@ticketpost/passwords';
import { askForYes } from './ask-for-yes.ts';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  osUser: findUser(),
  terminal: {
    print: (words) => {
      process.stdout.write(words);
    },
    remark: (line) => {
      process.stderr.write(`${line}\n`);
    },
    confirm:
      process.stdin.isTTY && process.stderr.isTTY
        ? (question) => askForYes(question, { input: process.stdin, output: process.stderr })
        : undefined,
    readInput: () => text(process.stdin),
    readPassword: () => readPassword({ input: process.stdin, prompts: process.stderr }),
    isInteractive: process.stdout.isTTY,
  },
});

/** A container may run under a user id that has no name. */
function findUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
