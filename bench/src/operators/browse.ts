import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { percentile } from '../statistics.ts';

/** Somebody who is logged in, over one connection that is kept. */
export interface Browser {
  /** How long an answer took to its last byte, in milliseconds. Rejects for another status. */
  get(address: string, options: { accept: string; status?: number }): Promise<number>;
  /** The JSON of an address. */
  read(address: string): Promise<unknown>;
  close(): void;
}

/** Answers' times of one kind of request. */
export interface Times {
  p50Ms: number;
  p99Ms: number;
}

export function createBrowser(baseUrl: string, cookie?: string): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    get: (address, { accept, status = 200 }) =>
      new Promise((resolve, reject) => {
        const begunAt = performance.now();
        const headers = { accept, ...(cookie === undefined ? {} : { cookie }) };
        request(`${baseUrl}${address}`, { agent, headers }, (response) => {
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === status) resolve(performance.now() - begunAt);
            else reject(new Error(`${address} answered ${response.statusCode ?? 'nothing'}`));
          });
          response.resume();
        })
          .on('error', reject)
          .end();
      }),
    async read(address) {
      const headers = { accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) };
      return (await fetch(`${baseUrl}${address}`, { headers })).json();
    },
    close: () => {
      agent.destroy();
    },
  };
}

/** Logs in as a person does, and gives the session's cookie. */
export async function logIn(baseUrl: string, name: string, password: string): Promise<string> {
  const response = await fetch(`${baseUrl}/login`, {
    method: 'POST',
    body: new URLSearchParams({ name, password }),
    redirect: 'manual',
  });
  const [cookie] = response.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`the login answered ${response.status}`);
  return cookie.split(';')[0] ?? '';
}

/** Asks one after another; the first are to warm up and do not count. */
export async function timeRequests(
  count: number,
  ask: (n: number) => Promise<number>,
): Promise<Times> {
  const warmUp = Math.ceil(count / 10);
  const times: number[] = [];
  for (let n = 0; n < warmUp + count; n += 1) {
    const ms = await ask(n);
    if (n >= warmUp) times.push(ms);
  }
  return { p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
}
