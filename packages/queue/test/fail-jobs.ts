import { Redis } from 'ioredis';
import { createEventWorker } from '@ticketpost/queue';

/**
 * Lets a worker take jobs and call each a dead letter, in the order given and for the reason given,
 * until all of them are.
 */
export async function failJobs(
  url: string,
  reasons: Readonly<Record<string, string>>,
): Promise<void> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const left = new Set(Object.keys(reasons));
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker = createEventWorker({
    connection,
    concurrency: 1,
    retryDelaysMs: [],
    onError: () => undefined,
    onStalled: () => undefined,
    onGivenUp: () => undefined,
    handle: ({ jobId }) => {
      left.delete(jobId);
      if (left.size === 0) end();
      return Promise.resolve({ kind: 'dead', reason: reasons[jobId] ?? 'unexpected: none given' });
    },
  });
  await ended;
  await worker.close();
  connection.disconnect();
}
