import { spawn } from 'node:child_process';
import { pnpmVersion, root } from '../project.mjs';

/** How a run of pnpm ended. */
export interface PnpmResult {
  code: number | null;
  output: string;
  errors: string;
}

/** npx takes many times longer to find the program than this takes to answer. */
let found: Promise<string> | undefined;

/** Runs the project's package manager in its root, at exactly its version. */
export async function runPnpm(args: readonly string[]): Promise<PnpmResult> {
  found ??= findPnpm();
  return run(await found, args);
}

async function findPnpm(): Promise<string> {
  const wanted = `--package=pnpm@${pnpmVersion}`;
  const { code, output, errors } = await run('npx', ['--yes', wanted, '-c', 'command -v pnpm']);
  if (code !== 0) throw new Error(`pnpm ${pnpmVersion} cannot be had: ${errors}`);
  return output.trim();
}

async function run(command: string, args: readonly string[]): Promise<PnpmResult> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (parts.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (parts.errors += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, ...parts };
}
