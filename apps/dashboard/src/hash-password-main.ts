import { hashPassword, minPasswordLength } from './passwords/hash-password.ts';
import { readPassword } from './passwords/read-password.ts';

/** Prints the hash of the password on standard input, and nothing else. */
const reading = await readPassword({ input: process.stdin, prompts: process.stderr });
switch (reading.kind) {
  case 'interrupted':
    process.exitCode = 130;
    break;
  case 'several_lines':
    refuse('Standard input holds more than one line. Give the password alone.');
    break;
  case 'read':
    if (reading.password.length < minPasswordLength) {
      refuse(`The password is too short. Take one of at least ${minPasswordLength} characters.`);
    } else {
      process.stdout.write(`${await hashPassword(reading.password)}\n`);
    }
}

function refuse(reason: string): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
