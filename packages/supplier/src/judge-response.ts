import type { SupplierAnswer } from '@ticketpost/schema';
import { findHttpMeaning, findStatusMeaning, type AnswerMeaning } from './answer-table.ts';
import { readRetryAfter, retryAfterLimits } from './read-retry-after.ts';
import type { SupplierFailure } from './supplier-client.ts';
import type { SupplierResponse } from './supplier-http.ts';

/** What a response comes to. `isOutage`: it counts towards taking the supplier for down. */
export type Judgement<Content> = { isOutage: boolean } & (
  | { kind: 'content'; content: Content }
  | { kind: 'not_found' }
  | { kind: 'failure'; failure: SupplierFailure }
);

/** Judges by the HTTP status first, then by the body's own status, then by its schema. */
export function judgeResponse<Content>(
  response: SupplierResponse,
  read: (body: unknown) => SupplierAnswer<Content>,
  nowMs: number,
): Judgement<Content> {
  if (response.kind === 'failed') return unavailable(response.code);
  const { httpStatus, body, retryAfter } = response;
  const meaning = findHttpMeaning(httpStatus);
  if (meaning !== undefined) {
    const inBody = body.kind === 'json' ? findRetryAfter(body.value) : undefined;
    const waitMs = readRetryAfter({ header: retryAfter, inBody, nowMs });
    return judgeMeaning(meaning, waitMs);
  }
  if (body.kind !== 'json') return unavailable(body.kind);
  const answer = read(body.value);
  switch (answer.kind) {
    case 'content':
      return { kind: 'content', content: answer.content, isOutage: false };
    case 'error':
      return judgeMeaning(findStatusMeaning(answer.status), retryAfterLimits.defaultMs);
    case 'unreadable':
      return failed({ kind: 'unreadable', problems: answer.problems });
  }
}

function judgeMeaning<Content>(meaning: AnswerMeaning, retryAfterMs: number): Judgement<Content> {
  switch (meaning.kind) {
    case 'not_found':
      return { kind: 'not_found', isOutage: false };
    case 'throttled':
      return failed({ kind: 'throttled', retryAfterMs });
    case 'refused':
      return failed(meaning);
    case 'unavailable':
      return { ...failed({ ...meaning, retryAfterMs }), isOutage: true };
  }
}

function unavailable<Content>(code: string): Judgement<Content> {
  const failure = { kind: 'unavailable', code, retryAfterMs: retryAfterLimits.defaultMs } as const;
  return { ...failed(failure), isOutage: true };
}

function failed(failure: SupplierFailure): { kind: 'failure' } & Judgement<never> {
  return { kind: 'failure', failure, isOutage: false };
}

function findRetryAfter(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'retryAfter' in body
    ? body.retryAfter
    : undefined;
}
