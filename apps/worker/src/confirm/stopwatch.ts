import { performance } from 'node:perf_hooks';

/**
 * Starts to count and returns how to read the milliseconds since. The monotonic clock stands still
 * while a machine is suspended and the wall clock may be set back: the longer of the two counts, so
 * that a worker that slept is never taken for one that did not.
 */
export function startStopwatch(): () => number {
  const monotonic = performance.now();
  const wall = Date.now();
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
}
