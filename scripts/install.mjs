import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpmVersion, root } from './project.mjs';
import { runStep } from './step.mjs';

const oldestNode = [20, 19];
const stampPath = join(root, 'node_modules', '.ticketpost-installed');

/** Says what to do and ends the process when this Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(
    `Ticketpost needs Node ${oldestNode.join('.')} or newer, this is ${process.versions.node}. Install one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

/**
 * Installs the locked dependencies, unless they are those of the last time. pnpm itself comes by
 * `npx`, so that nothing but Node and npm has to be there.
 */
export async function installWhenChanged() {
  const locked = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(process.versions.modules)
    .digest('hex');
  if (readStamp() === locked) return;
  const installed = await runStep('Install the dependencies', 'npx', [
    '--yes',
    `pnpm@${pnpmVersion}`,
    'install',
    '--frozen-lockfile',
  ]);
  if (!installed) process.exit(1);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampPath, locked);
}

function readStamp() {
  try {
    return readFileSync(stampPath, 'utf8');
  } catch {
    return '';
  }
}
