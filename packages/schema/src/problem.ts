import type { ErrorObject } from 'ajv';

import { cutText } from './cut-text.ts';
import { formats } from './formats.ts';
import { supplierTextRules } from './supplier-text-rules.ts';

/** One thing that keeps a value from being read. */
export interface Problem {
  /**
   * RFC 6901 pointer to the place, in the body as it came. For something missing it is the place
   * that should hold it. Made of known keys and list indexes only, but for an unknown field of a
   * booking, which is named, its name cut to 100 characters.
   */
  pointer: string;
  /** What is expected there. Made from the schema: never holds a value of the body. */
  message: string;
}

const mostListed = 1000;

const textRules = Object.values(supplierTextRules);

/** Of an unknown key, in characters. */
const maxKeyLength = 100;

/** The only `anyOf` of our schemas is the search for the order number. */
const noOrderNo = 'must have an order number in orderNo or in ticketNotification.orderNo';

/**
 * Lists what ajv found. The branches of an `anyOf` are left out, since the `anyOf` itself is
 * reported. Beyond 1,000 problems, one last entry counts the rest. With `namesUnknownKeys` each
 * unknown key has a problem that points at it: for bodies of our own API only, whose keys their
 * sender knows anyway.
 */
export function toProblems(
  errors: readonly ErrorObject[],
  { namesUnknownKeys = false }: { namesUnknownKeys?: boolean } = {},
): Problem[] {
  const problems = errors
    .filter((error) => !/\/anyOf\/\d/.test(error.schemaPath))
    .map((error) => (namesUnknownKeys ? unknownKeyProblem(error) : undefined) ?? problemOf(error));
  if (problems.length <= mostListed) return problems;
  const rest = problems.length - mostListed;
  return [
    ...problems.slice(0, mostListed),
    { pointer: '', message: `has ${rest} more problems that are not listed` },
  ];
}

function problemOf(error: ErrorObject): Problem {
  return { pointer: error.instancePath, message: messageOf(error) };
}

function unknownKeyProblem({ keyword, instancePath, params }: ErrorObject): Problem | undefined {
  const { additionalProperty: key } = params as Record<string, unknown>;
  if (keyword !== 'additionalProperties' || typeof key !== 'string') return undefined;
  // RFC 6901, 3: the tilde first, or it would escape the other's escape.
  const token = cutText(key, maxKeyLength).replaceAll('~', '~0').replaceAll('/', '~1');
  return { pointer: `${instancePath}/${token}`, message: 'is not a known field' };
}

function messageOf({ keyword, params, message = 'is not valid' }: ErrorObject): string {
  if (keyword === 'anyOf') return noOrderNo;
  if (keyword === 'format') {
    const { format } = params as Record<string, unknown>;
    return formats[String(format)]?.message ?? message;
  }
  if (keyword === 'pattern') {
    const { pattern } = params as Record<string, unknown>;
    return textRules.find((rule) => rule.pattern === pattern)?.message ?? message;
  }
  return keyword === 'type' ? message.replaceAll(',', ' or ') : message;
}
