import fc from 'fast-check';
import type { GivingUp } from '@ticketpost/ledger';
import { bookingCommands } from './booking-commands.ts';
import { defineCommand, type Command } from './define-command.ts';
import type { RealLedger } from './real-ledger.ts';
import type { Ending } from './take-step.ts';
import {
  perform,
  performChange,
  performFold,
  ticketSets,
  type Work,
  type Worker,
  type World,
} from './world.ts';

/** How many commands back the wire may bring one again. */
const longestDelay = 6;

const states = [
  'deferred',
  'no_recipient',
  'unconfirmed',
  'superseded',
  'cancelled',
  'grouped',
  'dead',
  'uncertain',
] as const satisfies GivingUp[];

const often = ['no_recipient', 'no_recipient', 'unconfirmed', 'unconfirmed'] as const;

/** What can happen to one order, with `workerCount` workers. */
export function confirmationCommands(workerCount: number): fc.Arbitrary<Command>[] {
  const worker = fc.nat(workerCount - 1);
  const ticketSet = fc.constantFrom(...ticketSets);
  const delivery = fc.constantFrom('delivery-1', 'delivery-2', 'delivery-3');
  const ending = fc.record<Ending>({
    // What a booking may come in between, or another delivery, happens that much more often.
    to: fc.constantFrom(...states, ...often),
    isUncertain: fc.boolean(),
    isOrderHeld: fc.constantFrom(true, false, false),
    isLeft: fc.constantFrom(true, true, false),
  });
  const take = fc.tuple(worker, delivery, ticketSet).map(([n, id, set]) => takeJob(n, id, set));
  const submit = worker.map(markSubmitting);
  const endOne = ticketSet.map(endLease);
  // What is named more than once happens that much more often.
  return [
    ...[take, take, take, submit, submit, endOne, endOne],
    worker.map(renew),
    worker.map(recordSent),
    worker.map(look),
    fc.tuple(worker, ending).map((args) => giveUp(...args)),
    fc.tuple(worker, ending).map((args) => giveUp(...args)),
    worker.map(crash),
    fc.tuple(worker, fc.nat(3), ending).map((args) => callLate(...args)),
    ...bookingCommands(),
    ticketSet.map(release),
    ticketSet.map(settle),
    fc.nat(longestDelay - 1).map(bringAgain),
    ...[fold(0), fold(0), fold(1)].map((command) => fc.constant(command)),
  ];
}

const workerOf = (world: World, n: number): Worker => world.workers[n] ?? { ended: [] };
const shorten = (ticketSet: string) => ticketSet.slice(0, 1);

function end(worker: Worker): void {
  if (worker.current !== undefined) worker.ended.push(worker.current);
  delete worker.current;
}

const takeJob = (n: number, delivery: string, ticketSet: string) =>
  defineCommand(
    `worker ${n} claims ${shorten(ticketSet)} for ${delivery}`,
    (world) => workerOf(world, n).current === undefined,
    async (world, real) => {
      const attempt = { id: ++world.attemptCount, delivery, ticketSet };
      const { answer } = await perform(world, real, { step: 'claim', ticketSet, attempt });
      if (answer === 'claimed') workerOf(world, n).current = { ...attempt, isSubmitting: false };
    },
  );

const renew = (n: number) =>
  defineCommand(
    `worker ${n} renews`,
    (world) => workerOf(world, n).current !== undefined,
    async (world, real) => {
      const { current: attempt } = workerOf(world, n);
      if (attempt === undefined) return;
      await perform(world, real, { step: 'renew', ticketSet: attempt.ticketSet, attempt });
    },
  );

const markSubmitting = (n: number) =>
  defineCommand(
    `worker ${n} marks submitting`,
    (world) => workerOf(world, n).current?.isSubmitting === false,
    async (world, real) => {
      const { current: attempt } = workerOf(world, n);
      if (attempt === undefined) return;
      const request = { step: 'mark submitting', ticketSet: attempt.ticketSet, attempt } as const;
      const { answer } = await perform(world, real, request);
      if (answer === 'done') attempt.isSubmitting = true;
      else end(workerOf(world, n));
    },
  );

const recordSent = (n: number) =>
  defineCommand(
    `worker ${n} records sent`,
    (world) => workerOf(world, n).current?.isSubmitting === true,
    async (world, real) => {
      const { current: attempt } = workerOf(world, n);
      if (attempt === undefined) return;
      end(workerOf(world, n));
      await perform(world, real, { step: 'record sent', ticketSet: attempt.ticketSet, attempt });
    },
  );

const look = (n: number) =>
  defineCommand(
    `worker ${n} looks at the booking`,
    (world) => workerOf(world, n).current !== undefined,
    async (world, real) => {
      const { current } = workerOf(world, n);
      if (current !== undefined) await lookFor(current, world, real);
    },
  );

async function lookFor(work: Work, world: World, real: RealLedger): Promise<string | null> {
  const seen = await real.look();
  world.bookingPromises.onLook(work.id);
  work.seenBooking = seen;
  return seen;
}

const giveUp = (n: number, ending: Ending) =>
  defineCommand(
    `worker ${n} gives up: ${JSON.stringify(ending)}`,
    (world) => workerOf(world, n).current !== undefined,
    async (world, real) => {
      const { current: attempt } = workerOf(world, n);
      if (attempt === undefined) return;
      const { ticketSet } = attempt;
      const seenBooking =
        attempt.seenBooking === undefined
          ? await lookFor(attempt, world, real)
          : attempt.seenBooking;
      const request = { step: 'give up', ticketSet, attempt, seenBooking, ...ending } as const;
      const { answer } = await perform(world, real, request);
      if (answer === 'booking_changed') await lookFor(attempt, world, real);
      else end(workerOf(world, n));
    },
  );

const crash = (n: number) =>
  defineCommand(
    `worker ${n} crashes`,
    (world) => workerOf(world, n).current !== undefined,
    (world) => {
      end(workerOf(world, n));
      return Promise.resolve();
    },
  );

/** An attempt that is over calls once more, as one that was frozen or given up for dead would. */
const callLate = (n: number, which: number, ending: Ending) =>
  defineCommand(
    `worker ${n} calls late (${which}): ${JSON.stringify(ending)}`,
    (world) => workerOf(world, n).ended.length > 0,
    async (world, real) => {
      const attempt = workerOf(world, n).ended.at(-1);
      if (attempt === undefined) return;
      const { ticketSet } = attempt;
      const steps = ['renew', 'mark submitting', 'give up', 'record sent'] as const;
      const step = steps[which] ?? 'renew';
      // Nobody reports a mail that he never handed over, nor hands one over after the end.
      if (step === 'record sent' && !attempt.isSubmitting) return;
      if (step === 'give up') {
        const { seenBooking = null } = attempt;
        await perform(world, real, { step, ticketSet, attempt, seenBooking, ...ending });
      } else {
        await perform(world, real, { step, ticketSet, attempt });
      }
    },
  );

const endLease = (ticketSet: string) =>
  defineCommand(
    `the lease of ${shorten(ticketSet)} ends`,
    (world) => world.ticketSets.get(ticketSet)?.claim?.isAlive === true,
    async (world, real) => {
      const confirmation = world.ticketSets.get(ticketSet);
      if (confirmation?.claim === undefined) return;
      await real.endLease(ticketSet);
      world.promises.get(ticketSet)?.onLeaseEnd();
      const claim = { ...confirmation.claim, isAlive: false };
      world.ticketSets.set(ticketSet, { ...confirmation, claim });
    },
  );

const settle = (ticketSet: string) =>
  defineCommand(
    `a person settles ${shorten(ticketSet)}`,
    () => true,
    (world, real) => perform(world, real, { step: 'settle', ticketSet }),
  );

const release = (ticketSet: string) =>
  defineCommand(
    `a person releases ${shorten(ticketSet)}`,
    () => true,
    (world, real) => perform(world, real, { step: 'release', ticketSet }),
  );

/**
 * The wire brings a command a second time, as when its answer was lost and the connection asks
 * again: of the last few any, but a claim only before anything else was asked.
 */
const bringAgain = (back: number) =>
  defineCommand(
    `the command ${back} back comes again`,
    ({ sent }) => back < sent.length && (back === 0 || sent.at(-1 - back)?.step !== 'claim'),
    async (world, real) => {
      const n = world.sent.length - 1 - back;
      const request = world.sent[n];
      if (request === undefined) return;
      if ('condition' in request) await performChange(world, real, request, n);
      else await perform(world, real, request, n);
    },
  );

/** Of the folds that were made the last but so many arrives, for the first time or again. */
const fold = (back: number) =>
  defineCommand(
    `the fold ${back} back arrives`,
    (world) => back < world.foldCount,
    (world, real) => performFold(world, real, real.folds.length - 1 - back),
  );
