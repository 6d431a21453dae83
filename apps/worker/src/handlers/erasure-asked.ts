import type { ErasureAsk, ErasureOutcome } from '@ticketpost/operations';
import type { Envelope, ErasurePayload } from '@ticketpost/queue';
import { endJobWithoutTrace, postponeJob, type AttemptOutcome } from '../attempt-outcome.ts';

/** So soon one looks again whether the attempts are over that had begun before. */
const lookAgainMs = 2000;

export type EraseEverywhere = (ask: ErasureAsk) => Promise<ErasureOutcome>;

/**
 * Makes the handler of the wish that an order is forgotten. While other attempts about it are at work, and
 * while `erasuresAtOnce` others are erased here, it waits for their end, and uses up no attempt of its own:
 * however many are to be forgotten, mails go on.
 */
export function createErasureAsked({
  eraseEverywhere,
  erasuresAtOnce,
}: {
  eraseEverywhere: EraseEverywhere;
  erasuresAtOnce: number;
}) {
  let underWay = 0;
  return async function handleErasureAsked(
    envelope: Envelope,
    payload: unknown,
  ): Promise<AttemptOutcome> {
    if (underWay >= erasuresAtOnce) {
      return postponeJob('erasing', lookAgainMs, { because: 'others' });
    }
    underWay += 1;
    try {
      return await erase(envelope, payload);
    } finally {
      underWay -= 1;
    }
  };

  async function erase(envelope: Envelope, payload: unknown): Promise<AttemptOutcome> {
    const { deliveryId: askId, orderNo = '', receivedAt: askedAt } = envelope;
    const ask = { ...(payload as ErasurePayload), askId, orderNo, askedAt };
    const { kind, ...details } = await eraseEverywhere(ask);
    switch (kind) {
      case 'busy':
        return postponeJob('erasing', lookAgainMs, details);
      case 'erased':
        return endJobWithoutTrace('erased', details);
      case 'precondition_failed':
        return endJobWithoutTrace('not_owed', { because: kind });
    }
  }
}
