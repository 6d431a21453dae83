import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freshBody } from '../load.ts';

export interface HonestTimes {
  /** From the moment a post was due to its whole answer 200, in ms. */
  times: number[];
  failures: number;
}

const patienceMs = 10_000;

/**
 * Posts fresh orders at a steady rate, over connections that are kept. The time of each counts from
 * the moment that it was due, so that a server which keeps the caller waiting does not look fast.
 */
export async function postSteadily(options: {
  url: string;
  perSecond: number;
  seconds: number;
}): Promise<HonestTimes> {
  const { url, perSecond, seconds } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const posts: Promise<number | undefined>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const dueAt = startedAt + (n * 1000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await pause(waitMs);
    posts.push(post(url, agent, dueAt));
  }
  const results = await Promise.all(posts);
  agent.destroy();
  const times = results.flatMap((ms) => ms ?? []);
  return { times, failures: results.length - times.length };
}

function post(url: string, agent: Agent, dueAt: number): Promise<number | undefined> {
  const body = freshBody();
  return new Promise((resolve) => {
    const outgoing = request(url, {
      agent,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(patienceMs),
    });
    outgoing.once('error', () => {
      resolve(undefined);
    });
    outgoing.once('response', (response) => {
      response.resume();
      response.once('end', () => {
        resolve(response.statusCode === 200 ? performance.now() - dueAt : undefined);
      });
      response.once('error', () => {
        resolve(undefined);
      });
    });
    outgoing.end(body);
  });
}
