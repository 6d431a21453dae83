import type { Operations } from '@ticketpost/operations';
import type { Environment } from '@ticketpost/runtime';
import type { Terminal } from '../terminal.ts';
import type { SupplierContext } from '../use-supplier.ts';

/** What every command works with. */
export interface CommandContext {
  terminal: Terminal;
  /** Default of `--by`. */
  osUser: string;
  /** For what reads more of it than the commands that work on Redis. */
  environment: Environment;
  /** Runs `use` on the system's Redis; the exit code is what it answers. */
  run: (use: (operations: Operations) => Promise<number>) => Promise<void>;
  /** The same for a command that asks the supplier. */
  runWithSupplier: (use: (context: SupplierContext) => Promise<number>) => Promise<void>;
  /** The same for a command that needs nothing but its arguments. */
  runAlone: (use: () => number | Promise<number>) => Promise<void>;
}
