import fc from 'fast-check';
import { defineCommand, type Command } from './define-command.ts';
import {
  buildCondition,
  conditionKinds,
  type BookingRequest,
  type ConditionKind,
} from './put-booking.ts';
import { performChange } from './world.ts';

/** What the agency can do to the order's booking. */
export function bookingCommands(): fc.Arbitrary<Command>[] {
  const kind = fc.constantFrom(...conditionKinds);
  return [
    kind.map((condition) => change('put booking', condition)),
    fc.constant(change('put booking', 'none')),
  ];
}

const change = (step: BookingRequest['step'], kind: ConditionKind) =>
  defineCommand(
    `the agency: ${step}, condition: ${kind}`,
    () => true,
    async (world, real) => {
      const condition = buildCondition(kind, world.booking);
      await performChange(world, real, { step, condition });
    },
  );
