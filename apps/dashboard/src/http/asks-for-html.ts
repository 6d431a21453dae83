import type { Request } from 'express';

/** Whether somebody looks at the answer: a client that takes anything gets JSON. */
export function asksForHtml(request: Request): boolean {
  return request.accepts(['json', 'html']) === 'html';
}
