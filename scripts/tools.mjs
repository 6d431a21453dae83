import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** A source that runs without a build. */
const source = (path) => [bin('tsx'), '--conditions=source', join(root, path)];

/** The project's tools, each as a program with its arguments. */
export const tools = {
  generate: [process.execPath, join(root, 'scripts', 'generate.mjs')],
  build: [bin('tsc'), '-b'],
  typecheck: [
    ...[bin('tsc'), '-b', 'tsconfig.json', 'apps/e2e', 'apps/preview', 'bench', 'scripts'],
    ...testProjects(),
  ],
  // Types of all projects at once are more than a heap holds by default.
  lint: [
    process.execPath,
    '--max-old-space-size=8192',
    join(root, 'node_modules', 'eslint', 'bin', 'eslint.js'),
    ...['.', '--max-warnings', '0'],
  ],
  checkFormat: [bin('prettier'), '--check', '--log-level', 'warn', '.'],
  format: [bin('prettier'), '--write', '--log-level', 'warn', '.'],
  findUnused: [bin('knip'), '--no-progress'],
  checkLicences: source('scripts/licences.ts'),
  audit: source('scripts/audit.ts'),
};

/** The arguments with which a Node runs Jest on ES modules. */
export const jestArguments = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
];

/** The tests of each package are a TypeScript project of their own, which emits nothing. */
function testProjects() {
  return ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => join(folder, name, 'test'))
      .filter((path) => existsSync(join(root, path, 'tsconfig.json'))),
  );
}
