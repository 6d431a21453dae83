/** The metrics of one process as they are written; empty when it does not tell. */
export async function readMetrics(adminUrl: string): Promise<string> {
  try {
    const answer = await fetch(`${adminUrl}/metrics`, { signal: AbortSignal.timeout(5000) });
    return await answer.text();
  } catch {
    return '';
  }
}

/** What the metrics tell of memory, in MB; `undefined` when they do not. */
export function readMemory(metrics: string): { residentMb: number; heapMb: number } | undefined {
  const residentMb = readMb(metrics, 'process_resident_memory_bytes');
  const heapMb = readMb(metrics, 'nodejs_heap_size_used_bytes');
  return residentMb === undefined || heapMb === undefined ? undefined : { residentMb, heapMb };
}

function readMb(metrics: string, name: string): number | undefined {
  const bytes = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics)?.[1];
  return bytes === undefined ? undefined : Number(bytes) / 1024 / 1024;
}
