import type { ErrorObject } from 'ajv';

/** One thing that keeps a value from being read. */
export interface Problem {
  /**
   * RFC 6901 pointer to the place, in the body as it came. For something missing it is the place
   * that should hold it. Made of known keys and list indexes only.
   */
  pointer: string;
  /** What is expected there. Made from the schema: never holds a value of the body. */
  message: string;
}

const mostListed = 1000;

/** The only `anyOf` of our schemas is the search for the order number. */
const noOrderNo = 'must have an order number in orderNo or in ticketNotification.orderNo';

/**
 * Lists what ajv found. The branches of an `anyOf` are left out, since the `anyOf` itself is
 * reported. Beyond 1,000 problems, one last entry counts the rest.
 */
export function toProblems(errors: readonly ErrorObject[]): Problem[] {
  const problems = errors
    .filter((error) => !/\/anyOf\/\d/.test(error.schemaPath))
    .map((error) => ({ pointer: error.instancePath, message: messageOf(error) }));
  if (problems.length <= mostListed) return problems;
  const rest = problems.length - mostListed;
  return [
    ...problems.slice(0, mostListed),
    { pointer: '', message: `has ${rest} more problems that are not listed` },
  ];
}

function messageOf({ keyword, message = 'is not valid' }: ErrorObject): string {
  if (keyword === 'anyOf') return noOrderNo;
  return keyword === 'type' ? message.replaceAll(',', ' or ') : message;
}
