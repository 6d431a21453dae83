import { expect } from '@jest/globals';
import type { ConfirmationStep } from '../../src/confirmation-steps.ts';
import { createPromises } from './promises.ts';
import { readStored, type RealLedger, type StoredConfirmation } from './real-ledger.ts';
import {
  takeStep,
  untouched,
  type Answer,
  type Attempt,
  type ModelConfirmation,
  type Request,
} from './take-step.ts';

/** A worker as it sees itself; what happens to its claim meanwhile it is not told. */
export interface Worker {
  /** The job that it has under way. */
  current?: Attempt & { isSubmitting: boolean };
  /** Attempts that it has ended, whose late calls may still come. */
  ended: (Attempt & { isSubmitting: boolean })[];
}

/** What the model knows: the confirmations by the table, and what each worker believes. */
export interface World {
  ticketSets: Map<string, ModelConfirmation>;
  promises: Map<string, ReturnType<typeof createPromises>>;
  workers: Worker[];
  sent: Request[];
  attemptCount: number;
  onRow: (row: ConfirmationStep) => void;
}

export const ticketSets = ['a'.repeat(64), 'b'.repeat(64)] as const;

export function createWorld(workerCount: number, onRow: World['onRow']): World {
  return {
    ticketSets: new Map(ticketSets.map((id) => [id, untouched])),
    promises: new Map(ticketSets.map((id) => [id, createPromises()])),
    workers: Array.from({ length: workerCount }, () => ({ ended: [] })),
    sent: [],
    attemptCount: 0,
    onRow,
  };
}

/** Sends a request, or the copy of an earlier one, and compares answer and storage with the table. */
export async function perform(
  world: World,
  real: RealLedger,
  request: Request,
  copyOf?: number,
): Promise<Answer> {
  const { ticketSet } = request;
  const before = world.ticketSets.get(ticketSet) ?? untouched;
  const dumpBefore = await real.dump();
  const predicted = takeStep(before, request);
  world.onRow(predicted.row);

  if (copyOf === undefined) world.sent.push(request);
  const answer =
    copyOf === undefined ? await real.send(request) : await real.resend(copyOf, request);
  expect(answer).toEqual(predicted.answer);
  const dump = await real.dump();
  if (answer.answer === 'lost') expect(dump).toEqual(dumpBefore);

  world.ticketSets.set(ticketSet, predicted.after);
  for (const [id, expected] of world.ticketSets) {
    expectStored(real, readStored(dump, id), expected);
  }
  const stored = readStored(dump, ticketSet);
  world.promises.get(ticketSet)?.observe({
    request,
    answer,
    isCopy: copyOf !== undefined,
    stateBefore: before.state,
    stateAfter: stored?.state ?? 'none',
    isMarkedAfter: stored?.uncertain === true,
  });
  return answer;
}

function expectStored(
  real: RealLedger,
  stored: StoredConfirmation | undefined,
  { state, isMarked, attempts, claim }: ModelConfirmation,
): void {
  expect({
    state: stored?.state ?? 'none',
    isMarked: stored?.uncertain === true,
    attempts: stored?.attempts ?? 0,
    owner: stored?.owner,
    token: stored?.token,
    isAlive: (stored?.leaseUntil ?? 0) > Date.now(),
  }).toEqual({
    state,
    isMarked,
    attempts,
    owner: claim?.attempt.delivery,
    token: claim && real.tokenOf(claim.attempt.id),
    isAlive: claim?.isAlive ?? false,
  });
}
