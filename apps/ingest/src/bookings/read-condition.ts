import type { IncomingHttpHeaders } from 'node:http';
import type { BookingCondition } from '@ticketpost/ledger';
import { parseEntityTags, type EntityTag } from '../http/entity-tag.ts';

/** `unsupported`: what was meant cannot be told, or cannot be kept. */
export type ConditionReading =
  { kind: 'condition'; condition?: BookingCondition } | { kind: 'unsupported' };

/** Reads what a change is made dependent on (RFC 9110, sections 13.1.1 and 13.1.2). */
export function readCondition(headers: IncomingHttpHeaders): ConditionReading {
  const ifMatch = parseEntityTags(headers['if-match']);
  const ifNoneMatch = parseEntityTags(headers['if-none-match']);
  if (ifMatch === 'unreadable') return { kind: 'unsupported' };
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') return { kind: 'unsupported' };
  if (ifMatch === undefined && ifNoneMatch === undefined) return { kind: 'condition' };
  return {
    kind: 'condition',
    condition: {
      ...(ifMatch !== undefined && { ifMatch: ifMatch === '*' ? '*' : strongOnes(ifMatch) }),
      ...(ifNoneMatch !== undefined && { ifNoneMatch }),
    },
  };
}

/** A weak tag never matches where a change depends on it. */
function strongOnes(tags: readonly EntityTag[]): string[] {
  return tags.filter(({ isWeak }) => !isWeak).map(({ value }) => value);
}
