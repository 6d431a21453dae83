import { problemAnswers, type ProblemCode } from '../http/problem.ts';

const retryAfter = {
  'Retry-After': {
    description: 'Seconds to wait before the same request is sent again.',
    required: true,
    schema: { type: 'string', pattern: '^[1-9][0-9]*$' },
  },
} as const;

/** Headers that come with every problem of a status. */
const headersOfStatus: Readonly<Record<number, object>> = {
  401: {
    'WWW-Authenticate': {
      description: 'The scheme, and whether a key was given.',
      required: true,
      schema: { type: 'string' },
    },
  },
  405: {
    Allow: {
      description: 'The methods that are answered.',
      required: true,
      schema: { type: 'string' },
    },
  },
  429: retryAfter,
  503: retryAfter,
};

/** What can be wrong with any request, whatever it is about. */
const commonCodes: readonly ProblemCode[] = [
  'malformed_request',
  'request_timeout',
  'uri_too_long',
  'headers_too_large',
  'too_many_requests',
  'internal',
];

/** What can be wrong with any body. */
export const bodyCodes: readonly ProblemCode[] = [
  'malformed_json',
  'incomplete_body',
  'body_too_large',
  'unsupported_media_type',
];

/** The responses of an operation that answers these problems, beside those of any request. */
export function describeProblems(codes: readonly ProblemCode[]): Record<string, object> {
  return groupByStatus([...codes, ...commonCodes]);
}

/** Answered at every path to a method that it does not have. */
export const methodNotAllowed = describeProblem(405, ['method_not_allowed']);

function groupByStatus(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = problemAnswers[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [String(status), describeProblem(status, ofStatus)]),
  );
}

function describeProblem(status: number, codes: readonly ProblemCode[]): object {
  const headers = headersOfStatus[status];
  return {
    description: codes.map((code) => `\`${code}\`: ${problemAnswers[code].title}`).join(' '),
    ...(headers && { headers }),
    content: {
      'application/problem+json': {
        schema: {
          $ref: '#/components/schemas/Problem',
          properties: { status: { const: status }, code: { enum: codes } },
        },
      },
    },
  };
}
