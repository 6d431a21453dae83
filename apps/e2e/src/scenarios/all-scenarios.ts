import { bookedStorm } from './booked-storm.ts';
import { bookings } from './bookings.ts';
import {
  clockJumps,
  eventLoopStalled,
  workerFrozen,
  workerFrozenOnHold,
} from './frozen-workers.ts';
import { journalDiskFull } from './journal-disk-full.ts';
import { mailServerMoods } from './mail-server-moods.ts';
import { allKilledAtOnce, crashLoop, killedAtRandom, rollingStops } from './process-deaths.ts';
import {
  redisAbsentAtBoot,
  redisDown,
  redisFrozen,
  redisOutOfMemory,
  redisReadOnly,
} from './redis-outages.ts';
import type { Scenario } from './scenario.ts';
import { storm } from './storm.ts';
import { supplierAsked } from './supplier-asked.ts';
import { tripsKilled } from './trips.ts';

/** In the order of the table. */
export const allScenarios: readonly Scenario[] = [
  killedAtRandom,
  allKilledAtOnce,
  crashLoop,
  rollingStops,
  redisFrozen,
  redisAbsentAtBoot,
  redisDown,
  redisOutOfMemory,
  redisReadOnly,
  journalDiskFull,
  ...mailServerMoods,
  workerFrozen,
  workerFrozenOnHold,
  eventLoopStalled,
  clockJumps,
  storm,
  ...supplierAsked,
  ...bookings,
  tripsKilled,
  bookedStorm,
];
