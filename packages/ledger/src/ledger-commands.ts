import type { Redis } from 'ioredis';
import type { ClaimReply } from './read-claim-reply.ts';
import { advanceConfirmation } from './scripts/advance-confirmation.ts';
import { claimConfirmation } from './scripts/claim-confirmation.ts';
import { finishErasure } from './scripts/finish-erasure.ts';
import { foldOrder } from './scripts/fold-order.ts';
import { giveUpConfirmation } from './scripts/give-up-confirmation.ts';
import { markErased } from './scripts/mark-erased.ts';
import { putBooking } from './scripts/put-booking.ts';
import { recordEntry } from './scripts/record-entry.ts';
import { recordSent } from './scripts/record-sent.ts';
import { releaseConfirmation } from './scripts/release-confirmation.ts';
import { settleConfirmation } from './scripts/settle-confirmation.ts';

type Arguments = (string | number)[];

/** What the script answers; see there. */
export type MarkErasedReply =
  'precondition_failed' | 'unknown' | 'known' | 'erasing' | 'erased' | 'marked' | 'finished';

/** The ledger's scripts as commands of a connection; each touches one key. */
export interface LedgerCommands {
  ledgerClaimBuffer(key: string, ...args: Arguments): Promise<ClaimReply>;
  ledgerAdvance(key: string, ...args: Arguments): Promise<'done' | 'lost'>;
  ledgerGiveUp(key: string, ...args: Arguments): Promise<'done' | 'lost' | 'booking_changed'>;
  ledgerSentBuffer(
    key: string,
    ...args: Arguments
  ): Promise<[isFirst: number, namesAndValues: Buffer[]]>;
  ledgerFold(key: string, ...args: (string | Buffer)[]): Promise<number>;
  ledgerRelease(key: string, ...args: Arguments): Promise<number>;
  ledgerSettle(key: string, ...args: Arguments): Promise<number>;
  ledgerRecord(key: string, ...args: Arguments): Promise<number>;
  ledgerPutBooking(
    key: string,
    ...args: Arguments
  ): Promise<[isStored: number, isNew: number, waiting: number]>;
  ledgerMarkErased(key: string, ...args: Arguments): Promise<MarkErasedReply>;
  ledgerFinishErasure(key: string, ...args: Arguments): Promise<'finished' | 'asked_again'>;
  hexists(key: string, field: string): Promise<number>;
  hmget(key: string, ...fields: string[]): Promise<(string | null)[]>;
  hgetallBuffer(key: string): Promise<Record<string, Buffer>>;
}

/** Teaches a connection the scripts. */
export function defineLedgerCommands(redis: Redis): LedgerCommands {
  redis.defineCommand('ledgerClaim', { numberOfKeys: 1, lua: claimConfirmation });
  redis.defineCommand('ledgerAdvance', { numberOfKeys: 1, lua: advanceConfirmation });
  redis.defineCommand('ledgerGiveUp', { numberOfKeys: 1, lua: giveUpConfirmation });
  redis.defineCommand('ledgerSent', { numberOfKeys: 1, lua: recordSent });
  redis.defineCommand('ledgerFold', { numberOfKeys: 1, lua: foldOrder });
  redis.defineCommand('ledgerRelease', { numberOfKeys: 1, lua: releaseConfirmation });
  redis.defineCommand('ledgerSettle', { numberOfKeys: 1, lua: settleConfirmation });
  redis.defineCommand('ledgerRecord', { numberOfKeys: 1, lua: recordEntry });
  redis.defineCommand('ledgerPutBooking', { numberOfKeys: 1, lua: putBooking });
  redis.defineCommand('ledgerMarkErased', { numberOfKeys: 1, lua: markErased });
  redis.defineCommand('ledgerFinishErasure', { numberOfKeys: 1, lua: finishErasure });
  return redis as Redis & LedgerCommands;
}
