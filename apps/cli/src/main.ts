import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { readPassword } from '@ticketpost/passwords';
import { askForYes } from './ask-for-yes.ts';
import { runCommand } from './run-command.ts';

/** A line on how something goes stands where the next words are to begin. */
let isProgressShown = false;

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  osUser: findUser(),
  terminal: {
    print: (words) => {
      clearProgress();
      process.stdout.write(words);
    },
    remark: (line) => {
      clearProgress();
      process.stderr.write(`${line}\n`);
    },
    progress: process.stderr.isTTY
      ? (line) => {
          clearProgress();
          process.stderr.write(line);
          isProgressShown = true;
        }
      : undefined,
    confirm:
      process.stdin.isTTY && process.stderr.isTTY
        ? (question) => askForYes(question, { input: process.stdin, output: process.stderr })
        : undefined,
    readInput: () => text(process.stdin),
    readPassword: () => readPassword({ input: process.stdin, prompts: process.stderr }),
    isInteractive: process.stdout.isTTY,
  },
});

function clearProgress(): void {
  if (isProgressShown) process.stderr.write('\r\u001b[2K');
  isProgressShown = false;
}

/** A container may run under a user id that has no name. */
function findUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
