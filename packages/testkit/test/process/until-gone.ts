import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when the process is gone; the test's own bound ends the wait otherwise. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(20);
}

/** One that only waits to be collected by its parent (a zombie) counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
