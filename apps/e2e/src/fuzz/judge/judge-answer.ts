import type { BytesExchange, RawAnswer } from '@ticketpost/testkit';
import type { Door, FuzzRequest } from '../requests/fuzz-request.ts';
import { headerMark, markupMark } from '../requests/marks.ts';
import type { FuzzBreach, FuzzBreachKind } from './fuzz-breach.ts';
import { findMarks, type MarkSets } from './mark-sets.ts';

/** What each door may answer, whatever it is asked. */
const statuses: Readonly<Record<Door, ReadonlySet<number>>> = {
  ingest: new Set([
    ...[
      200, 201, 204, 304, 400, 401, 404, 405, 408, 409, 410, 412, 413, 414, 415, 417, 422, 429, 431,
      503,
    ],
  ]),
  dashboard: new Set([
    ...[200, 202, 204, 206, 303, 304, 400, 401, 403, 404, 405, 408, 409, 412, 413, 415, 416, 417],
    ...[422, 429, 431, 503],
  ]),
};

/** Holds what came back against the invariants that hold for every answer. */
export function judgeAnswer(
  request: FuzzRequest,
  exchange: BytesExchange,
  marks: MarkSets,
): FuzzBreach[] {
  const { door, number, who, ending, kind: tried } = request;
  const breaches: FuzzBreach[] = [];
  const tell = (kind: FuzzBreachKind, what: string): void => {
    breaches.push({ kind, number, what: `${door}, ${tried}: ${what}` });
  };
  for (const answer of exchange.answers) {
    const { status, headers, body } = answer;
    if (status >= 500 && status !== 503) tell('server_error', `${status} ${shorten(body)}`);
    else if (!statuses[door].has(status)) tell('undocumented', `status ${status}`);
    else if (door === 'ingest' && status >= 400) {
      const mistake = findProblemMistake(answer);
      if (mistake !== undefined) tell('undocumented', `${status}: ${mistake}`);
    }
    if (headers.has(headerMark)) tell('injected', 'a header of the request is one of the answer');
    if ((headers.get('content-type') ?? '').startsWith('text/html') && body.includes(markupMark)) {
      tell('injected', 'an element of the request is one of the page');
    }
  }
  const forbidden = marks.forbiddenInAnswers({ door, who, isExport: isExport(request) });
  const found = findMarks(exchange.bytes, forbidden);
  if (found.length > 0) tell('clear_text', `the answer holds ${found.join(', ')}`);
  if (exchange.end === 'timed_out') tell('unanswered', 'neither an answer nor an end in time');
  if (ending === 'whole' && typeof exchange.end === 'object') {
    const { error } = exchange.end;
    if (error === 'ECONNREFUSED') tell('unanswered', 'nobody listens any more');
  }
  return breaches;
}

/** Whether everything is asked for that is held about a decoy: of another order nothing is. */
function isExport({ parts }: FuzzRequest): boolean {
  const begin = Buffer.concat(parts).toString('latin1', 0, 80);
  return /^GET \/orders\/DECOY\d+\/export\b/.test(begin);
}

function findProblemMistake({ headers, body }: RawAnswer): string | undefined {
  const type = headers.get('content-type') ?? 'none';
  if (!type.startsWith('application/problem+json')) return `content type ${type}`;
  if (body.length === 0) return undefined;
  try {
    const { code } = JSON.parse(body.toString()) as { code?: unknown };
    return typeof code === 'string' && /^[a-z_]+$/.test(code) ? undefined : 'no code';
  } catch {
    return `no JSON: ${shorten(body)}`;
  }
}

/** The stable code of an answer, for counting; empty when it has none. */
export function codeOfAnswer({ headers, body }: RawAnswer): string {
  if (!(headers.get('content-type') ?? '').includes('problem+json')) return '';
  return /"code":"([a-z_]+)"/.exec(body.toString('latin1'))?.[1] ?? '';
}

const shorten = (body: Buffer): string => body.toString('latin1').slice(0, 200);
