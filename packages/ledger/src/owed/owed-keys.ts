import type { ConfirmationState } from '../confirmation.ts';

/** Parts of what is owed that a person looks after. */
export const owedParts = [
  'no_recipient',
  'uncertain',
  'dead',
] as const satisfies readonly ConfirmationState[];

export type OwedKind = 'owed' | (typeof owedParts)[number];

/** Sorted sets by the time since when, in one Redis Cluster slot, since one step changes several. */
export function owedKey(kind: OwedKind): string {
  return `ticketpost:{owed}:${kind}`;
}

export const owedKeys = (['owed', ...owedParts] as const).map(owedKey);

/** A ticket set id holds no space. */
export function owedMember(orderNo: string, ticketSetId: string): string {
  return `${ticketSetId} ${orderNo}`;
}

export function readOwedMember(member: string): { orderNo: string; ticketSetId: string } {
  const space = member.indexOf(' ');
  return { ticketSetId: member.slice(0, space), orderNo: member.slice(space + 1) };
}
