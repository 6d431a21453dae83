import { createRandom } from '../../random/create-random.ts';
import { dashboardMakers } from './dashboard-requests.ts';
import { pickMaker, type Door, type FuzzRequest, type Makers } from './fuzz-request.ts';
import { ingestMakers } from './ingest-requests.ts';
import type { Scene } from './scene.ts';

const makers: Readonly<Record<Door, Makers>> = {
  ingest: ingestMakers,
  dashboard: dashboardMakers,
};

/**
 * Makes one request of a run. It depends on the seed, its number and the scene alone, so that any of a
 * run can be made again by itself.
 */
export function createRequest(options: {
  seed: number;
  number: number;
  doors: readonly [Door, ...Door[]];
  scene: Scene;
}): FuzzRequest {
  const { seed, number, doors, scene } = options;
  const random = createRandom(seed).fork(`request ${number}`);
  const door = random.pick(doors);
  const from = [127, ...[1, 1, 1].map(() => random.integer(1, 254))].join('.');
  return { number, door, from, ...pickMaker(random, makers[door])(random, scene) };
}
