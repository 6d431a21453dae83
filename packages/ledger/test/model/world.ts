import { expect } from '@jest/globals';
import type { ConfirmationStep } from '../../src/confirmation-step.ts';
import { createBookingPromises } from './booking-promises.ts';
import { createPromises } from './promises.ts';
import { changeBooking, type BookingRequest, type ModelBooking } from './put-booking.ts';
import type { RealLedger } from './real-ledger.ts';
import {
  readBookingVersion,
  readHeld,
  readLastSent,
  readStored,
  type Dump,
  type StoredConfirmation,
} from './stored-order.ts';
import {
  takeStep,
  untouched,
  type Answer,
  type Attempt,
  type ModelConfirmation,
  type Request,
} from './take-step.ts';

/** An attempt as its worker sees it. */
export interface Work extends Attempt {
  isSubmitting: boolean;
  /** The version of the booking when it looked for a recipient, `null` for none. */
  seenBooking?: string | null;
}

/** A worker as it sees itself; what happens to its claim meanwhile it is not told. */
export interface Worker {
  /** The job that it has under way. */
  current?: Work;
  /** Attempts that it has ended, whose late calls may still come. */
  ended: Work[];
}

/** What the model knows: the confirmations by the table, and what each worker believes. */
export interface World {
  ticketSets: Map<string, ModelConfirmation>;
  booking?: ModelBooking | undefined;
  /** The ticket set that was sent last. */
  lastSent?: string;
  promises: Map<string, ReturnType<typeof createPromises>>;
  bookingPromises: ReturnType<typeof createBookingPromises>;
  workers: Worker[];
  sent: (Request | BookingRequest)[];
  attemptCount: number;
  /** Folds that were made; each mail that is recorded makes one. */
  foldCount: number;
  onRow: (row: ConfirmationStep) => void;
  onFold: (isWritten: boolean) => void;
}

export const ticketSets = ['a'.repeat(64), 'b'.repeat(64)] as const;

export function createWorld(workerCount: number, watch: Pick<World, 'onRow' | 'onFold'>): World {
  return {
    ticketSets: new Map(ticketSets.map((id) => [id, untouched])),
    promises: new Map(ticketSets.map((id) => [id, createPromises()])),
    bookingPromises: createBookingPromises(),
    workers: Array.from({ length: workerCount }, () => ({ ended: [] })),
    sent: [],
    attemptCount: 0,
    foldCount: 0,
    ...watch,
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
  const predicted = takeStep(before, request, {
    booking: world.booking?.version ?? null,
    previous: world.ticketSets.get(world.lastSent ?? '')?.mailed,
    mails: [...world.ticketSets.values()].filter(({ state }) => state === 'sent').length,
  });
  world.onRow(predicted.row);

  if (copyOf === undefined) {
    world.sent.push(request);
    if (request.step === 'record sent') world.foldCount += 1;
  }
  const answer =
    copyOf === undefined ? await real.send(request) : await real.resend(copyOf, request);
  expect(answer).toEqual(predicted.answer);
  const dump = await real.dump();
  if (['lost', 'booking_changed'].includes(answer.answer)) expect(dump).toEqual(dumpBefore);

  world.ticketSets.set(ticketSet, predicted.after);
  if (answer.answer === 'recorded' && before.state !== 'sent') world.lastSent = ticketSet;
  expectOrder(world, real, dump);
  const stored = readStored(dump, ticketSet);
  world.promises.get(ticketSet)?.observe({
    request,
    answer,
    isCopy: copyOf !== undefined,
    stateBefore: before.state,
    stateAfter: stored?.state ?? 'none',
    isMarkedAfter: stored?.uncertain === true,
    isOrderHeldAfter: stored?.held !== undefined,
  });
  world.bookingPromises.observe(request, answer);
  return answer;
}

/** The same for a change of the booking. */
export async function performChange(
  world: World,
  real: RealLedger,
  request: BookingRequest,
  copyOf = world.sent.length,
): Promise<void> {
  const isCopy = copyOf < world.sent.length;
  const dumpBefore = await real.dump();
  if (!isCopy) world.sent.push(request);
  const answer = isCopy ? await real.changeAgain(copyOf) : await real.change(request);
  const version = real.versionOf(copyOf);
  const confirmations = world.ticketSets.values();
  const predicted = changeBooking(world.booking, request, { version, confirmations });
  expect(answer).toEqual(predicted.answer);
  const dump = await real.dump();
  if (answer.answer === 'precondition_failed') expect(dump).toEqual(dumpBefore);

  world.booking = predicted.after;
  expectOrder(world, real, dump);
  const states = ticketSets.map((id) => readStored(dumpBefore, id)?.state ?? 'none');
  world.bookingPromises.onChange(answer, version, states);
}

/** Lets a fold arrive, which changes nothing that anybody reads, whatever happened since it was made. */
export async function performFold(world: World, real: RealLedger, n: number): Promise<void> {
  const before = await real.read();
  const value = (await real.dump())['folded'];
  const isFolded = (await real.folds[n]?.()) === 1;
  world.onFold(isFolded);
  expect(await real.read()).toEqual(before);
  const dump = await real.dump();
  if (isFolded) expect(Object.keys(dump).filter(isFoldedAway)).toEqual([]);
  else expect(dump['folded']).toEqual(value);
  expectOrder(world, real, dump);
}

const isFoldedAway = (field: string) => /^(?:entry|received|entries|lastSent|mails)/.test(field);

function expectOrder(world: World, real: RealLedger, dump: Dump): void {
  for (const [id, expected] of world.ticketSets) {
    expectStored(real, readStored(dump, id), expected);
  }
  expect(readBookingVersion(dump)).toBe(world.booking?.version);
  expect(readLastSent(dump)).toBe(world.lastSent);
}

function expectStored(
  real: RealLedger,
  stored: StoredConfirmation | undefined,
  { state, isMarked, attempts, asked, claim, held }: ModelConfirmation,
): void {
  expect({
    state: stored?.state ?? 'none',
    isMarked: stored?.uncertain === true,
    attempts: stored?.attempts ?? 0,
    asked: stored?.asked ?? 0,
    owner: stored?.owner,
    token: stored?.token,
    isAlive: (stored?.leaseUntil ?? 0) > Date.now(),
    held: readHeld(stored),
  }).toEqual({
    state,
    isMarked,
    attempts,
    asked,
    owner: claim?.attempt.delivery,
    token: claim?.isLeft === true ? undefined : claim && real.tokenOf(claim.attempt.id),
    isAlive: claim?.isAlive ?? false,
    held,
  });
}
