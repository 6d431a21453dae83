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
];

/**
 * Everything that is checked: formatting, types, lint, leftovers, and all tests on a real Redis;
 * with `onNewerNode` the tests that need no build run on the newer Node too. The last line is
 * `N passed, N failed` over all test runs.
 *
 * @param {{ onNewerNode: boolean }} options
 * @returns {Promise<boolean>} whether all of it held
 */
export async function runAllChecks({ onNewerNode }) {
  const failed = [];
  for (const [title, [program, ...args]] of staticChecks) {
    if (!(await runStep(title, program, args))) failed.push(title);
  }
  if (!(await runStep('Redis is there', 'node', [join(root, 'scripts', 'obtain-redis.mjs')]))) {
    failed.push('Redis');
  }

  const runs = [await runJest('Unit and integration tests', 'unit', [process.execPath])];
  if (onNewerNode) {
    const newerNode = ['npx', '--yes', `--package=node@${newerNodeVersion}`, '--', 'node'];
    const title = `Unit and integration tests on Node ${newerNodeVersion}`;
    runs.push(await runJest(title, 'unit', newerNode));
  }
  runs.push(await runJest('End-to-end tests', 'e2e', [process.execPath]));

  const passedCount = runs.reduce((sum, run) => sum + run.passed, 0);
  const failedCount = runs.reduce((sum, run) => sum + run.failed, 0);
  if (failed.length > 0) console.log(`Did not hold: ${failed.join('; ')}`);
  console.log(`${passedCount} passed, ${failedCount} failed`);
  return failed.length === 0 && runs.every((run) => run.succeeded);
}

/** One Jest project on one Node; the counts come from Jest's own result. */
async function runJest(title, project, [program, ...args]) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketpost-jest-'));
  const resultPath = join(folder, 'result.json');
  const succeeded = await runStep(title, program, [
    ...args,
    ...jestArguments,
    '--selectProjects',
    project,
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
