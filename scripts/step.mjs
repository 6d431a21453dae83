import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { root } from './project.mjs';

/**
 * Runs a command as one step with one line of progress on standard error. Its output is shown only
 * when it fails.
 *
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it exited with 0
 */
export async function runStep(title, command, args) {
  const startedAt = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const succeeded = await new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.error(`${succeeded ? '✓' : '✗'} ${title} (${seconds} s)`);
  if (!succeeded) console.error(Buffer.concat(output).toString('utf8'));
  return succeeded;
}
