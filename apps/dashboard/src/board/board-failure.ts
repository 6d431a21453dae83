import { DeadlineError, type Logger } from '@ticketpost/runtime';
import type { ProblemCode } from '../http/problem.ts';

export interface BoardFailure {
  status: number;
  code: ProblemCode;
}

/**
 * What an error of the board's own handlers comes to. BullMQ numbers its refusals below zero ("the
 * job is not in that state any more"); whether Redis is to blame for anything else is found out by
 * asking Redis.
 */
export async function judgeBoardFailure(
  error: unknown,
  { checkRedis, logger }: { checkRedis: () => Promise<unknown>; logger: Logger },
): Promise<BoardFailure> {
  if (isRefusal(error)) return { status: 409, code: 'job_conflict' };
  // The board decodes some parts of a query once more.
  if (error instanceof URIError) return { status: 400, code: 'malformed_request' };
  const isRedisAway =
    error instanceof DeadlineError ||
    (await checkRedis().then(
      () => false,
      () => true,
    ));
  if (isRedisAway) return { status: 503, code: 'redis_unavailable' };
  logger.error({ error }, 'the board failed');
  return { status: 500, code: 'internal' };
}

function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'number' && error.code < 0;
}
