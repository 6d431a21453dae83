import { setTimeout } from 'node:timers/promises';

/** Waits until something is so; rejects when it is not within `timeoutMs`. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('it did not become so in time');
    await setTimeout(20);
  }
}
