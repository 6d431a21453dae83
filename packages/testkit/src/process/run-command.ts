import { execFile } from 'node:child_process';
import { pickProgramEnvironment } from './program-environment.ts';

export type CommandResult = { kind: 'done' } | { kind: 'failed'; lastLine: string };

/**
 * Runs a command of the system to its end, or ends it when the bound passes; of the environment it
 * gets what such programs need. Never rejects.
 */
export function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  options: { env: Readonly<Record<string, string | undefined>>; timeoutMs: number },
): Promise<CommandResult> {
  const settings = {
    env: { ...pickProgramEnvironment(options.env) },
    timeout: options.timeoutMs,
    killSignal: 'SIGKILL' as const,
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve) => {
    const child = execFile(command, args, settings, (error, stdout, stderr) => {
      if (!error) {
        resolve({ kind: 'done' });
        return;
      }
      const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
      const why = error.killed ? `no end within ${options.timeoutMs} ms` : error.message;
      resolve({ kind: 'failed', lastLine: lines.at(-1)?.trim() ?? why });
    });
    child.stdin?.end();
  });
}
