import type { BytesExchange } from '@ticketpost/testkit';
import { codeOfAnswer } from './judge/judge-answer.ts';
import type { FuzzRequest } from './requests/fuzz-request.ts';

/** What became of all requests, in numbers. */
export interface Tally {
  readonly requests: number;
  /** By door and kind of request. */
  readonly kinds: ReadonlyMap<string, number>;
  /** By door, status and code. */
  readonly answers: ReadonlyMap<string, number>;
  add(request: FuzzRequest, exchange: BytesExchange): void;
}

export function createTally(): Tally {
  const kinds = new Map<string, number>();
  const answers = new Map<string, number>();
  let requests = 0;
  const count = (counts: Map<string, number>, name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return {
    get requests() {
      return requests;
    },
    kinds,
    answers,
    add({ door, kind, ending }, exchange) {
      requests += 1;
      count(kinds, `${door}, ${kind}`);
      for (const answer of exchange.answers) {
        count(answers, `${door} ${answer.status} ${codeOfAnswer(answer)}`.trim());
      }
      const { end } = exchange;
      if (exchange.answers.length > 0) return;
      const how = typeof end === 'object' ? end.error : end;
      count(
        answers,
        `${door} no answer, ${how}${ending === 'whole' ? ', to a whole request' : ''}`,
      );
    },
  };
}
