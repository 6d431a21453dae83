import type { Random } from '../random/create-random.ts';
import type { HttpAnswer } from './send-request.ts';

/**
 * Makes a load balancer: each request goes to one of the addresses by chance. An address that
 * refuses the connection has seen nothing, so the next one is asked.
 */
export function createBalancer(
  urls: readonly [string, ...string[]],
  random: Random,
): (send: (url: string) => Promise<HttpAnswer>) => Promise<HttpAnswer> {
  return async (send) => {
    const first = random.integer(0, urls.length - 1);
    const inTurn = [...urls.slice(first), ...urls.slice(0, first)];
    let answer: HttpAnswer = { kind: 'unanswered', code: 'ECONNREFUSED' };
    for (const url of inTurn) {
      answer = await send(url);
      if (answer.kind === 'answered' || answer.code !== 'ECONNREFUSED') break;
    }
    return answer;
  };
}
