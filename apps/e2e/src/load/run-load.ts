import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random/create-random.ts';
import { buildBody } from './build-body.ts';
import type { PlannedDelivery } from './plan-load.ts';
import { postBody } from './post-body.ts';
import type { DeliveryAnswer, PostedDelivery } from './posted-delivery.ts';

/** The supplier under the eyes of a notary: every delivery is written down with its answer. */
export interface Load {
  readonly posted: readonly PostedDelivery[];
  /** Resolves when the last delivery was answered, or given up. */
  readonly ended: Promise<void>;
  isOver(): boolean;
}

/**
 * Posts the planned deliveries at their times, whatever becomes of those before; each goes to one of
 * the addresses by chance, as a load balancer would have it.
 */
export function runLoad(options: {
  plan: readonly PlannedDelivery[];
  urls: readonly [string, ...string[]];
  random: Random;
}): Load {
  const { plan, urls, random } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const posted: PostedDelivery[] = [];
  let isOver = false;

  /** An address that refuses the connection has seen nothing: the balancer asks the next. */
  const postThroughBalancer = async (body: string): Promise<DeliveryAnswer> => {
    const first = random.integer(0, urls.length - 1);
    const inTurn = [...urls.slice(first), ...urls.slice(0, first)];
    let answer: DeliveryAnswer = { kind: 'unanswered', code: 'ECONNREFUSED' };
    for (const url of inTurn) {
      answer = await postBody({ url, body, agent });
      if (answer.kind !== 'unanswered' || answer.code !== 'ECONNREFUSED') break;
    }
    return answer;
  };

  const deliver = async (planned: PlannedDelivery): Promise<void> => {
    const { orderNo, set, form, repeats } = planned;
    const body = buildBody(planned, form);
    for (let left = repeats; ; left -= 1) {
      const postedAt = Date.now();
      const answer = await postThroughBalancer(body);
      posted.push({ orderNo, set, isTicketed: form !== 'other', postedAt, answer });
      if (answer.kind === 'acknowledged' || left === 0) return;
      await delay(random.integer(100, 1500));
    }
  };

  const run = async (): Promise<void> => {
    const startedAt = Date.now();
    const under: Promise<void>[] = [];
    for (const planned of plan) {
      const waitMs = startedAt + planned.atMs - Date.now();
      if (waitMs > 0) await delay(waitMs);
      under.push(deliver(planned));
    }
    await Promise.all(under);
    isOver = true;
    agent.destroy();
  };

  return { posted, ended: run(), isOver: () => isOver };
}
