import type { BookingCondition } from '@ticketpost/ledger';
import type { ModelConfirmation } from './take-step.ts';

/** Which condition is asked: on the version that stands there, on another, or on none. */
export const conditionKinds = [
  'none',
  'if none',
  'if any',
  'if this',
  'if another',
  'if this or another',
] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** What somebody asks of the ledger about the order's booking. */
export interface BookingRequest {
  step: 'put booking';
  condition: BookingCondition;
}

export type BookingAnswer =
  { answer: 'stored'; isNew: boolean; waiting: number } | { answer: 'precondition_failed' };

/** The booking that stands there. */
export interface ModelBooking {
  version: string;
  isNew: boolean;
}

const another = 'another version';

export function buildCondition(
  kind: ConditionKind,
  current: ModelBooking | undefined,
): BookingCondition {
  const version = current?.version ?? 'the version that stood there once';
  switch (kind) {
    case 'none':
      return {};
    case 'if none':
      return { ifNoneMatch: '*' };
    case 'if any':
      return { ifMatch: '*' };
    case 'if this':
      return { ifMatch: [version] };
    case 'if another':
      return { ifMatch: [another] };
    case 'if this or another':
      return { ifMatch: [another, version] };
  }
}

/** What RFC 9110 says of a condition. */
function isMet({ ifMatch, ifNoneMatch }: BookingCondition, current: ModelBooking | undefined) {
  if (ifMatch === '*' && current === undefined) return false;
  if (Array.isArray(ifMatch) && !ifMatch.includes(current?.version)) return false;
  return ifNoneMatch === undefined || current === undefined;
}

/** What is to be answered to a request that, when it stores a booking, stores `version`. */
export function changeBooking(
  current: ModelBooking | undefined,
  { condition }: BookingRequest,
  { version, confirmations }: { version: string; confirmations: Iterable<ModelConfirmation> },
): { answer: BookingAnswer; after: ModelBooking | undefined } {
  const isCopy = current?.version === version;
  if (!isCopy && !isMet(condition, current)) {
    return { answer: { answer: 'precondition_failed' }, after: current };
  }
  const isNew = isCopy ? current.isNew : current === undefined;
  const waiting = [...confirmations].filter(isWaiting).length;
  return { answer: { answer: 'stored', isNew, waiting }, after: { version, isNew } };
}

function isWaiting({ state, held, claim }: ModelConfirmation): boolean {
  if (state === 'no_recipient') return true;
  const isOpen = state !== 'sent' && state !== 'uncertain';
  return held !== undefined && isOpen && claim?.isAlive !== true;
}
