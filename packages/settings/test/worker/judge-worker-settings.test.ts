import { expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { workerVariables } from '../../src/worker/worker-variables.ts';
import { judgeWorkerSettings } from '../../src/worker/judge-worker-settings.ts';

function judge(environment: Record<string, string>): string[] {
  const whole = { MAIL_FROM: 'tickets@example.com', ...environment };
  const reading = readEnvironment(workerVariables, whole, () => '');
  if (reading.kind === 'invalid') throw new Error(reading.problems.join());
  return judgeWorkerSettings(reading.config);
}

test('what is set by default is fine together', () => {
  expect(judge({})).toEqual([]);
});

test('every half of something is told of at once', () => {
  const problems = judge({
    DKIM_DOMAIN: 'example.com',
    ATLAS_CLIENT_ID: 'blue-travel',
    TEMPLATE_DIR: '/nowhere/at/all',
  });
  expect(problems.map((problem) => problem.split(/[ :]/)[0])).toEqual([
    'ATLAS_BASE_URL',
    'DKIM_SELECTOR',
    'TEMPLATE_DIR',
  ]);
});
