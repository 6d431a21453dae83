import { describeMissingKeys } from '@ticketpost/queue';
import type { Request, Response } from 'express';
import { asksForHtml } from '../http/asks-for-html.ts';
import { sendProblem } from '../http/problem.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import type { Section } from '../pages/render-shell.ts';
import { outcomePage } from './outcome-page.ts';
import { outcomeWords, type OutcomeKind } from './outcome-words.ts';

/** What came of a decision about one delivery, and the page that tells it. */
export interface AnsweredOutcome {
  outcome: { kind: OutcomeKind; orderNo?: string | undefined; keyId?: string | undefined };
  deliveryId: string;
  current: Section;
  back: { path: string; text: string };
}

/** Answers a decision about one delivery with what came of it. */
export function answerOutcome(
  request: Request,
  response: Response,
  { outcome, ...page }: AnsweredOutcome,
): void {
  const { orderNo, keyId } = outcome;
  const usual = outcomeWords[outcome.kind];
  const words = keyId === undefined ? usual : { ...usual, text: describeMissingKeys([keyId]) };
  if (asksForHtml(request)) {
    const user = signedInUser(request);
    response.status(words.status).send(outcomePage({ ...page, user, words, orderNo }));
  } else if (words.code === undefined) {
    response.json({ outcome: outcome.kind, deliveryId: page.deliveryId, orderNo });
  } else {
    sendProblem(response, { status: words.status, code: words.code, detail: words.text });
  }
}
