import type { Environment } from './environment/child-environment.ts';
import type { FoundRedis } from './find-redis.ts';
import type { Session } from './open-session.ts';
import type { LocalOptions } from './options.ts';
import type { Colors } from './output/colors.ts';
import type { Output } from './output/create-output.ts';
import type { System } from './processes/create-system.ts';
import type { FoundSupplier } from './supplier/find-supplier.ts';
import type { AttemptWatch } from './sample/attempt-watch.ts';

export interface RunLocalOptions {
  options: LocalOptions;
  environment: Environment;
  output: Output;
  colors: Colors;
  /** Aborted when everything is to end. */
  stop: AbortSignal;
  /** Told of each system that is put together, so that its processes can be killed at once. */
  onSystem: (system: System) => void;
}

/** What one start works with. */
export interface Run extends RunLocalOptions {
  session: Session;
  redis: FoundRedis;
  supplier: FoundSupplier;
  attempts: AttemptWatch;
  /** Aborted with the reason when a process kept ending. */
  givenUp: AbortController;
}
