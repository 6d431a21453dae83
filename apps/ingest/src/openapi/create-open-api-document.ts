import { bookingPaths } from './booking-paths.ts';
import { describeProblems, methodNotAllowed } from './problem-responses.ts';
import { documentSchemas } from './schemas.ts';
import { webhookPaths } from './webhook-paths.ts';

const etag = {
  ETag: {
    description: 'Names this version of the document.',
    required: true,
    schema: { type: 'string', pattern: '^"[^"]+"$' },
  },
} as const;

/**
 * The OpenAPI 3.1 document of ingest's public port, made from the schemas that bodies are judged
 * with and from the table of problems. A method that a path does not list is answered as
 * `MethodNotAllowed` says; a path that is not listed as the path of a webhook with an unknown secret.
 */
export function createOpenApiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Ticketpost',
      version: '1.0.0',
      summary: 'Takes the webhooks of a flight supplier and the bookings of an agency.',
      description:
        'Errors are `application/problem+json` with a stable `code`. Methods that a path does not list are answered 405 with `Allow`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [
      { name: 'webhooks', description: 'For the supplier.' },
      { name: 'bookings', description: 'For the agency, when `BOOKINGS_API_KEYS` is set.' },
    ],
    security: [{ bookingsKey: [] }],
    paths: {
      ...webhookPaths,
      ...bookingPaths,
      '/openapi.json': {
        get: {
          operationId: 'getOpenApi',
          summary: 'This document',
          security: [],
          responses: {
            200: {
              description: 'This document.',
              headers: etag,
              content: { 'application/json': { schema: { type: 'object' } } },
            },
            304: { description: 'The caller has it already.', headers: etag },
            ...describeProblems([]),
          },
        },
      },
    },
    components: {
      schemas: documentSchemas,
      responses: { MethodNotAllowed: methodNotAllowed },
      securitySchemes: {
        bookingsKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'One of `BOOKINGS_API_KEYS`.',
        },
      },
    },
  };
}
