import { userInfo } from 'node:os';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  osUser: findUser(),
  terminal: {
    print: (text) => {
      process.stdout.write(text);
    },
    remark: (line) => {
      process.stderr.write(`${line}\n`);
    },
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
