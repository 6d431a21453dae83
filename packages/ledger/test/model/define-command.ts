import type fc from 'fast-check';
import type { RealLedger } from './real-ledger.ts';
import type { World } from './world.ts';

export type Command = fc.AsyncCommand<World, RealLedger>;

export function defineCommand(
  name: string,
  check: (world: World) => boolean,
  run: (world: World, real: RealLedger) => Promise<unknown>,
): Command {
  return {
    check,
    run: async (world, real) => {
      await run(world, real);
    },
    toString: () => name,
  };
}
