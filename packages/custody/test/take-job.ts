import { Redis } from 'ioredis';
import { createEventWorker, type AttemptResult } from '@ticketpost/queue';

/** A job that a worker is at; `end` lets the attempt come to something, once, and resolves when it has. */
export interface TakenJob {
  end: (result: AttemptResult) => Promise<void>;
}

/** Takes the one job that waits, as a worker does. */
export async function takeJob(redisUrl: string): Promise<TakenJob> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const onError = () => undefined;
  return await new Promise((resolve) => {
    const worker = createEventWorker({
      connection,
      concurrency: 1,
      retryDelaysMs: [60_000],
      onError,
      onStalled: onError,
      onGivenUp: onError,
      handle: () =>
        new Promise<AttemptResult>((endAttempt) => {
          let isOver = false;
          resolve({
            async end(result) {
              if (isOver) return;
              isOver = true;
              endAttempt(result);
              // Waits for the job under way.
              await worker.close();
              connection.disconnect();
            },
          });
        }),
    });
  });
}
