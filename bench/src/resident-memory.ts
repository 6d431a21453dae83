import { readFile } from 'node:fs/promises';
import type { MeasuredApp } from './apps.ts';

/** Resident memory in MB, as Linux counts it. */
export async function residentMb({ child }: Pick<MeasuredApp, 'child'>): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
