/**
 * What `npm start`, `npm test` and the other root scripts call: needs nothing but Node and npm,
 * installs the dependencies when the lockfile has changed, makes the sources that are made of other
 * files, then runs the command.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installWhenChanged, requireNode } from './install.mjs';
import { root } from './project.mjs';
import { runStep } from './step.mjs';
import { runAllChecks } from './test.mjs';
import { tools } from './tools.mjs';

/** Each answers whether it went well, or sets the exit code itself. */
const tasks = {
  start: (args) => buildAndRun('apps/local/dist/main.js', args),
  dev: (args) => runSource('apps/local/src/main.ts', ['--watch', ...args]),
  test: () => runAllChecks({ nodes: process.env.CI === 'true' ? 'split' : 'this' }),
  check: () => runAllChecks({ nodes: 'both' }),
  build: () => runTool('Build', tools.build),
  typecheck: () => runTool('Types', tools.typecheck),
  lint: () => runTool('Lint', tools.lint),
  format: () => runTool('Format', tools.format),
  bench: async (args) =>
    (await runTool('Build', tools.build)) && (await runSource('bench/src/main.ts', args)),
  faults: async (args) =>
    (await runTool('Build', tools.build)) && (await runSource('apps/e2e/src/main.ts', args)),
  fuzz: async (args) =>
    (await runTool('Build', tools.build)) && (await runSource('apps/e2e/src/fuzz/main.ts', args)),
  'hash-password': (args) => buildAndRun('apps/cli/dist/main.js', ['hash-password', ...args]),
  licences: () => runTool('Licences', tools.checkLicences),
  audit: (args) => runSource('scripts/audit.ts', args),
  sbom: (args) => runSource('scripts/sbom.ts', args),
  'make-secrets': () => runSource('scripts/make-secrets.ts', []),
  'pin-images': (args) => runSource('scripts/pin-images.ts', args),
  readme: () => runSource('scripts/readme.ts', []),
  preview: (args) => runSource('apps/preview/src/main.ts', args),
  screenshots: async (args) =>
    (await runTool('Build', tools.build)) && (await runSource('scripts/screenshots.ts', args)),
};

function runTool(title, [program, ...args]) {
  return runStep(title, program, args);
}

/**
 * Builds, then becomes the program: it runs in this very process, so that no process stands between
 * it and the terminal's signals.
 */
async function buildAndRun(path, args) {
  if (!(await runTool('Build', tools.build))) return false;
  const program = join(root, path);
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
  return undefined;
}

/** Runs a TypeScript source without a build; the terminal's Ctrl-C reaches it by itself. */
async function runSource(path, args) {
  const tsx = join(root, 'node_modules', '.bin', 'tsx');
  const child = spawn(tsx, ['--conditions=source', join(root, path), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return await new Promise((resolve) => {
    child.once('close', (code) => resolve(code === 0));
  });
}

const [name = '', ...args] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) {
  console.error(`There is no "${name}". One of: ${Object.keys(tasks).join(', ')}`);
  process.exit(1);
}
requireNode();
await installWhenChanged();
const isGenerated = await runTool('Languages, layout and fonts', tools.generate);
const succeeded = isGenerated && (await task(args));
if (succeeded !== undefined) process.exitCode = succeeded ? 0 : 1;
