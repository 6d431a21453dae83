import getPort from 'get-port';

const portsTried = 100;

/**
 * A port nobody listens on: the preferred one, else the next free one above it, else any.
 * One that was handed out is not handed out again by this process for a while, so two callers
 * in a row never get the same.
 */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred === undefined) return getPort();
  const upwards = Array.from({ length: portsTried }, (_, step) => preferred + step);
  return getPort({ port: upwards.filter((port) => port <= 65_535) });
}
