import type { ClaimOutcome } from './claim.ts';
import { decodeFolded } from './folded/decode-folded.ts';
import { openObject } from './sealed-object.ts';
import type { Sealer } from './sealer.ts';
import type { SentDetails } from './sent-details.ts';

/** What the script answers to a claim; see there. */
export type ClaimReply = [
  outcome: Buffer,
  waitMs: number,
  asked?: number,
  lastSent?: Buffer,
  messageId?: Buffer,
  mailsBefore?: number,
  folded?: Buffer,
];

/** What a reply says to whoever claimed. */
export function readClaimReply(
  sealer: Sealer,
  { orderNo, ticketSetId, token }: { orderNo: string; ticketSetId: string; token: string },
  reply: ClaimReply,
): ClaimOutcome {
  const [outcome, waitMs, asked = 0, , messageId = Buffer.alloc(0), mailsBefore = 0] = reply;
  const kind = outcome.toString();
  switch (kind) {
    case 'sent':
    case 'undecided':
    case 'held':
    case 'erased':
      return { kind: 'duplicate', because: kind };
    case 'waiting':
      return { kind: 'waiting', waitMs };
    default: {
      const previous = openMailed(sealer, orderNo, reply);
      return {
        kind: 'claimed',
        claim: { orderNo, ticketSetId, token },
        isUncertain: kind === 'uncertain',
        ...(messageId.length === 0 ? {} : { uncertainMessageId: messageId.toString() }),
        asked,
        ...(previous === undefined ? {} : { previous }),
        mailsBefore,
      };
    }
  }
}

/** What was mailed for the ticket set that was sent last, whether it is folded or not. */
function openMailed(
  sealer: Sealer,
  orderNo: string,
  [, , , lastSent, , , folded]: ClaimReply,
): object | undefined {
  if (lastSent !== undefined && lastSent.length > 0) {
    const details = openObject(sealer, [orderNo], lastSent.toString());
    return (details as SentDetails | undefined)?.mailed;
  }
  if (folded === undefined || folded.length === 0) return undefined;
  return decodeFolded(sealer, orderNo, folded).details.at(-1)?.mailed;
}
