import type { Operations } from '@ticketpost/operations';
import type { connectRedis, Environment } from '@ticketpost/runtime';
import type { Settings } from '../load-settings.ts';
import type { Terminal } from '../terminal.ts';
import type { SupplierContext } from '../use-supplier.ts';

/** What a command works with that goes about all that is stored. */
interface RedisContext extends Settings {
  redis: ReturnType<typeof connectRedis>;
  operations: Pick<Operations, 'audit'>;
}

/** What every command works with. */
export interface CommandContext {
  terminal: Terminal;
  /** Default of `--by`. */
  osUser: string;
  /** For what reads more of it than the commands that work on Redis. */
  environment: Environment;
  /** Runs `use` on the system's Redis; the exit code is what it answers. */
  run: (use: (operations: Operations) => Promise<number>) => Promise<void>;
  /** The same for a command that works on what is stored, below the operations. */
  runOnRedis: (use: (context: RedisContext) => Promise<number>) => Promise<void>;
  /** The same for a command that asks the supplier. */
  runWithSupplier: (use: (context: SupplierContext) => Promise<number>) => Promise<void>;
  /** The same for a command that needs nothing but its arguments. */
  runAlone: (use: () => number | Promise<number>) => Promise<void>;
}
