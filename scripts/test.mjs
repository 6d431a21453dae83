import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newerNodeVersion, root } from './project.mjs';
import { runStep } from './step.mjs';
import { jestArguments, tools } from './tools.mjs';

const staticChecks = [
  ['Formatting', tools.checkFormat],
  ['Types, and the build', tools.typecheck],
  ['Lint', tools.lint],
  ['Unused files, exports and dependencies', tools.findUnused],
  ['Licences', tools.checkLicences],
];

/** Not of every test run: it depends on the day, and on what the registry answers. */
const weaknesses = ['Known weaknesses of dependencies, where the registry tells', tools.audit];

/** What the tests run against, each found or installed by a script. */
const programs = [
  ['Redis', 'obtain-redis.mjs'],
  ['Chromium', 'obtain-chromium.mjs'],
  ['Promtool, or none', 'obtain-promtool.mjs'],
];

/**
 * Everything that is checked: formatting, types, lint, leftovers, and all tests on a real Redis
 * and a real Chromium.
 * `this`: all on this Node; `split`: the tests of sources on this one, those of the built apps on
 * the newer one, which the images run; `both`: all on each. The last line is `N passed, N failed`
 * over all test runs.
 *
 * @param {{ nodes: 'this' | 'split' | 'both' }} options
 * @returns {Promise<boolean>} whether all of it held
 */
export async function runAllChecks({ nodes }) {
  const failed = [];
  const checks = nodes === 'both' ? [...staticChecks, weaknesses] : staticChecks;
  for (const [title, [program, ...args]] of checks) {
    if (!(await runStep(title, program, args))) failed.push(title);
  }
  for (const [name, script] of programs) {
    if (!(await runStep(`${name} is there`, 'node', [join(root, 'scripts', script)]))) {
      failed.push(name);
    }
  }

  const thisNode = { name: `Node ${process.versions.node}`, program: [process.execPath] };
  const newerNode = {
    name: `Node ${newerNodeVersion}`,
    program: ['npx', '--yes', `--package=node@${newerNodeVersion}`, '--', 'node'],
  };
  const unitNodes = nodes === 'both' ? [thisNode, newerNode] : [thisNode];
  const e2eNodes = { this: [thisNode], split: [newerNode], both: [thisNode, newerNode] }[nodes];
  const runs = [];
  for (const { name, program } of unitNodes) {
    runs.push(await runJest(`Unit and integration tests on ${name}`, 'unit', program));
  }
  for (const { name, program } of e2eNodes) {
    runs.push(await runJest(`End-to-end tests on ${name}`, 'e2e', program));
  }

  const passedCount = runs.reduce((sum, run) => sum + run.passed, 0);
  const failedCount = runs.reduce((sum, run) => sum + run.failed, 0);
  if (failed.length > 0) console.log(`Did not hold: ${failed.join('; ')}`);
  console.log(`${passedCount} passed, ${failedCount} failed`);
  return failed.length === 0 && runs.every((run) => run.succeeded);
}

/**
 * Most tests of sources wait for disks and processes, so that all cores can be asked for; those of
 * the built apps start many processes of their own each.
 */
const workersOf = { unit: ['--maxWorkers=100%'], e2e: [] };

/** One Jest project on one Node; the counts come from Jest's own result. */
async function runJest(title, project, [program, ...args]) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketpost-jest-'));
  const resultPath = join(folder, 'result.json');
  const succeeded = await runStep(title, program, [
    ...args,
    ...jestArguments,
    '--selectProjects',
    project,
    ...workersOf[project],
    '--json',
    '--outputFile',
    resultPath,
  ]);
  const { passed, failed } = readCounts(resultPath);
  rmSync(folder, { recursive: true });
  return { succeeded: succeeded && passed > 0, passed, failed };
}

/** A test file that could not even be loaded counts as one failed test. */
function readCounts(resultPath) {
  try {
    const result = JSON.parse(readFileSync(resultPath, 'utf8'));
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
