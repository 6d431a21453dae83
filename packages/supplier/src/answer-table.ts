/** What an answer that is no content means to us. */
export type AnswerMeaning =
  | { kind: 'not_found' }
  | { kind: 'throttled' }
  /** Asking again later may help: it speaks of the supplier, not of one order. */
  | { kind: 'unavailable'; code: string }
  | { kind: 'refused'; code: string };

const notFound = { kind: 'not_found' } as const;
const requestRefused = { kind: 'refused', code: 'request_refused' } as const;
const authentication = { kind: 'refused', code: 'authentication' } as const;

/** The supplier's own statuses, which come with HTTP 200; 0 is content. Source: its documents. */
const statusMeanings: ReadonlyMap<number, AnswerMeaning> = new Map<number, AnswerMeaning>([
  [703, notFound],
  [800, notFound],
  [705, { kind: 'unavailable', code: 'supplier_timeout' }],
  [701, requestRefused],
  [702, requestRefused],
  [704, requestRefused],
  [900, authentication],
  [9999, { kind: 'unavailable', code: 'supplier_error' }],
]);

/** It may be about this one order, so it is no outage. */
const otherStatus: AnswerMeaning = { kind: 'refused', code: 'unknown_status' };

/** The first row whose range holds the HTTP status counts; what is in no row is read as an answer. */
const httpMeanings: readonly { from: number; to: number; meaning: AnswerMeaning }[] = [
  { from: 300, to: 399, meaning: { kind: 'refused', code: 'redirected' } },
  { from: 401, to: 401, meaning: authentication },
  { from: 403, to: 403, meaning: authentication },
  { from: 429, to: 429, meaning: { kind: 'throttled' } },
  { from: 400, to: 499, meaning: { kind: 'refused', code: 'http_4xx' } },
  { from: 500, to: 599, meaning: { kind: 'unavailable', code: 'http_5xx' } },
];

/** What a non-zero `status` in the body means. */
export function findStatusMeaning(status: number): AnswerMeaning {
  return statusMeanings.get(status) ?? otherStatus;
}

/** What an HTTP status means by itself; undefined where the body is the answer. */
export function findHttpMeaning(httpStatus: number): AnswerMeaning | undefined {
  return httpMeanings.find(({ from, to }) => from <= httpStatus && httpStatus <= to)?.meaning;
}
