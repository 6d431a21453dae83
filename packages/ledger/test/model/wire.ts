import { Redis } from 'ioredis';
import { createLedger } from '@ticketpost/ledger';
import { mirrorSealer } from '../mirror-sealer.ts';

const scripts = [
  'ledgerClaimBuffer',
  'ledgerAdvance',
  'ledgerGiveUp',
  'ledgerSentBuffer',
  'ledgerRelease',
  'ledgerSettle',
  'ledgerPutBooking',
] as const;
type ScriptCall = (...args: (string | number)[]) => Promise<unknown>;

/** A connection on which every call of a script is remembered, and folds are held back. */
export function createWire(url: string) {
  const redis = new Redis(url);
  const calls: { args: (string | number)[]; again: () => Promise<unknown> }[] = [];
  const folds: (() => Promise<unknown>)[] = [];
  const ledger = createLedger({ redis, sealer: mirrorSealer });
  const commands = redis as unknown as Record<(typeof scripts)[number] | 'ledgerFold', ScriptCall>;
  for (const script of scripts) {
    const call = commands[script].bind(redis);
    commands[script] = (...args) => {
      calls.push({ args, again: () => call(...args) });
      return call(...args);
    };
  }
  const fold = commands.ledgerFold.bind(redis);
  commands.ledgerFold = (...args) => {
    folds.push(() => fold(...args));
    return Promise.resolve(1);
  };
  return { redis, calls, folds, ledger };
}

export type Wire = ReturnType<typeof createWire>;
