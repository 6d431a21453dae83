import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newOrderNo, startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import type { ConfirmationStep } from '../../src/confirmation-step.ts';
import { confirmationSteps } from '../../src/confirmation-steps.ts';
import { confirmationCommands } from './commands.ts';
import { createRealLedger } from './real-ledger.ts';
import { createWire, type Wire } from './wire.ts';
import { createWorld } from './world.ts';

/** Enough for every row of the table; fast-check prints the seed and the shortest story that fails. */
const runs = 450;
const longestStory = 60;

let server: RunningRedis;
let wire: Wire;
const rowsTaken = new Set<ConfirmationStep>();
const foldAnswers = new Set<boolean>();

beforeAll(async () => {
  server = await startTestRedis();
  wire = createWire(server.url);
});
afterAll(async () => {
  wire.redis.disconnect();
  await server.stop();
});

test.each([2, 3])(
  'with %i workers every answer and all that is stored is what the table says',
  async (workerCount) => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands(confirmationCommands(workerCount), { maxCommands: longestStory, size: 'max' }),
        async (commands) => {
          await fc.asyncModelRun(
            () => ({
              model: createWorld(workerCount, {
                onRow: (row) => rowsTaken.add(row),
                onFold: (isWritten) => foldAnswers.add(isWritten),
              }),
              real: createRealLedger(wire, newOrderNo()),
            }),
            commands,
          );
        },
      ),
      { numRuns: runs },
    );
  },
  120_000,
);

test('which took every row of the table', () => {
  expect(confirmationSteps.filter((row) => !rowsTaken.has(row))).toEqual([]);
});

test('in which folds were written, and others came too late', () => {
  expect([...foldAnswers].sort()).toEqual([false, true]);
});
