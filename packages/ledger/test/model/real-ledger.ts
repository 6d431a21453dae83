import { Redis } from 'ioredis';
import { createLedger, type ClaimOutcome } from '@ticketpost/ledger';
import { mirrorSealer } from '../mirror-sealer.ts';
import type { Answer, Request } from './take-step.ts';

/** A confirmation as it stands in Redis. */
export interface StoredConfirmation {
  state: string;
  attempts: number;
  uncertain?: true;
  owner?: string;
  token?: string;
  leaseUntil?: number;
}

/** The ledger on a real Redis, with a wire that can bring a command a second time. */
export interface RealLedger {
  send(request: Request): Promise<Answer>;
  /** The `n`th command that was sent, again: the same bytes with the same token. */
  resend(n: number, request: Request): Promise<Answer>;
  /** Everything that is stored of the order. */
  dump(): Promise<Record<string, string>>;
  tokenOf(attemptId: number): string | undefined;
  /** Lets the lease of a ticket set's claim end, as time would. */
  endLease(ticketSet: string): Promise<void>;
}

const scripts = ['ledgerClaim', 'ledgerAdvance', 'ledgerSent', 'ledgerRelease'] as const;
type ScriptCall = (...args: (string | number)[]) => Promise<unknown>;

/** A connection on which every call of a script is remembered. */
export function createWire(url: string) {
  const redis = new Redis(url);
  const calls: { args: (string | number)[]; again: () => Promise<unknown> }[] = [];
  const ledger = createLedger({ redis, sealer: mirrorSealer });
  const commands = redis as unknown as Record<(typeof scripts)[number], ScriptCall>;
  for (const script of scripts) {
    const call = commands[script].bind(redis);
    commands[script] = (...args) => {
      calls.push({ args, again: () => call(...args) });
      return call(...args);
    };
  }
  return { redis, calls, ledger };
}

/** The ledger of one order, which nobody has written about yet. */
export function createRealLedger(
  { redis, calls, ledger }: ReturnType<typeof createWire>,
  orderNo: string,
): RealLedger {
  const key = `ticketpost:order:${orderNo}`;
  const tokens = new Map<number, string>();
  calls.length = 0;

  const claimOf = ({ attempt }: Exclude<Request, { step: 'release' }>) => ({
    orderNo,
    ticketSetId: attempt.ticketSet,
    token: tokens.get(attempt.id) ?? '',
  });

  const send = async (request: Request): Promise<Answer> => {
    switch (request.step) {
      case 'claim': {
        const { id, delivery, ticketSet } = request.attempt;
        const outcome = await ledger.claim({
          orderNo,
          ticketSetId: ticketSet,
          deliveryId: delivery,
          entry: { event: 'received', deliveryId: delivery },
        });
        tokens.set(id, String(calls.at(-1)?.args[3]));
        return answerOfClaim(outcome);
      }
      case 'renew':
        return { answer: await ledger.renew(claimOf(request)) };
      case 'mark submitting':
        return { answer: await ledger.markSubmitting(claimOf(request), { event: 'submitting' }) };
      case 'give up': {
        const { to: state, isUncertain } = request;
        const entry = { event: state } as const;
        return { answer: await ledger.giveUp(claimOf(request), { state, isUncertain }, entry) };
      }
      case 'record sent':
        await ledger.recordSent(claimOf(request), sentDetails, { event: 'sent' });
        return { answer: 'recorded' };
      case 'release':
        return { answer: await ledger.release(orderNo, request.ticketSet, { event: 'redriven' }) };
    }
  };

  return {
    send,
    async resend(n, request) {
      return readReply(request, await calls[n]?.again());
    },
    dump: () => redis.hgetall(key),
    tokenOf: (attemptId) => tokens.get(attemptId),
    async endLease(ticketSet) {
      const stored = readStored(await redis.hgetall(key), ticketSet);
      const leaseUntil = Date.now() - 1;
      await redis.hset(key, fieldOf(ticketSet), JSON.stringify({ ...stored, leaseUntil }));
    },
  };
}

const fieldOf = (ticketSet: string) => `confirmation:${ticketSet}`;

/** A ticket set's confirmation out of everything that is stored of the order. */
export function readStored(
  dump: Readonly<Record<string, string>>,
  ticketSet: string,
): StoredConfirmation | undefined {
  const text = dump[fieldOf(ticketSet)];
  return text === undefined ? undefined : (JSON.parse(text) as StoredConfirmation);
}

const sentDetails = {
  sentAt: '2026-01-02T03:04:06.000Z',
  messageId: '<id@example.com>',
  recipient: 'traveller@example.com',
  lastAnswer: '250 OK',
};

function answerOfClaim(outcome: ClaimOutcome): Answer {
  switch (outcome.kind) {
    case 'claimed':
      return { answer: 'claimed', isUncertain: outcome.isUncertain };
    case 'duplicate':
      return { answer: outcome.because };
    case 'waiting':
      return { answer: 'waiting' };
  }
}

/** The reply of a script as the ledger would have passed it on. */
function readReply({ step }: Request, reply: unknown): Answer {
  switch (step) {
    case 'claim': {
      const [outcome] = reply as [Answer['answer'] | 'uncertain'];
      if (outcome === 'uncertain') return { answer: 'claimed', isUncertain: true };
      return outcome === 'claimed' ? { answer: outcome, isUncertain: false } : { answer: outcome };
    }
    case 'record sent':
      return { answer: 'recorded' };
    case 'release':
      return { answer: reply === 1 ? 'released' : 'not_uncertain' };
    case 'renew':
    case 'mark submitting':
    case 'give up':
      return { answer: reply === 1 ? 'done' : 'lost' };
  }
}
