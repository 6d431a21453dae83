/** A worker's name in logs and lists: numbered only where there are several. */
export function workerName(index: number, workers: number): string {
  return workers === 1 ? 'worker' : `worker ${index + 1}`;
}
