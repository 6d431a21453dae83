import type { Request } from 'express';
import type { FieldProblem } from '../http/problem.ts';
import { fieldsOf } from '../http/read-fields.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { longestReason } from '../orders/order-form.ts';

/** What an operator wants, with the reason in their own words. */
export interface OperatorDecision {
  by: string;
  role: string;
  why: string;
  via: 'dashboard';
  evenIfUncertain: boolean;
}

/** Reads the form or JSON `{reason, evenIfUncertain?}` of a request. */
export function readDecision(
  request: Request,
): { kind: 'decision'; decision: OperatorDecision } | { kind: 'invalid'; problem: FieldProblem } {
  const { reason = '', evenIfUncertain } = fieldsOf(request.body);
  const why = reason.trim();
  const detail = findMistake(why);
  if (detail !== undefined) return { kind: 'invalid', problem: { pointer: '/reason', detail } };
  const { name: by, role } = signedInUser(request);
  return {
    kind: 'decision',
    decision: { by, role, why, via: 'dashboard', evenIfUncertain: evenIfUncertain === 'true' },
  };
}

function findMistake(why: string): string | undefined {
  if (why === '') return 'Say why, in a few words.';
  if (why.length > longestReason) return `Say it in at most ${longestReason} characters.`;
  return undefined;
}
