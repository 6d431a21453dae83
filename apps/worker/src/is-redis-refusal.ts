/**
 * Redis answered, and would not do it now: out of memory, read-only after a failover, loading,
 * without a disk or a primary, busy with a script. Nothing is wrong with the job that met it.
 */
export function isRedisRefusal(error: unknown): boolean {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return name === 'ReplyError' && typeof message === 'string' && refusal.test(message);
}

/** First in the answer, or named in it by a script that met the refusal (Redis before 7). */
const refusal =
  /(^|\W)(OOM|READONLY|MISCONF|LOADING|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|BUSY) /;
