import { execFile } from 'node:child_process';

/** Has `ticketpost hash-password` hash a password, which it reads from standard input. */
export function hashPassword(program: readonly string[], password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { PATH: process.env['PATH'] }, timeout: 60_000 };
    const child = execFile(process.execPath, program, options, (error, stdout, stderr) => {
      if (error)
        reject(
          new Error(`no password could be hashed: ${stderr || error.message}`, { cause: error }),
        );
      else resolve(stdout.trim());
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${password}\n`);
  });
}
