import { bodyCodes, describeProblems } from './problem-responses.ts';

/** The paths that the supplier calls. */
export const webhookPaths = {
  '/webhooks/atlas/{secret}': {
    parameters: [
      {
        name: 'secret',
        in: 'path',
        required: true,
        description: 'One of `WEBHOOK_SECRETS`. Any other is answered as if nothing were there.',
        schema: { type: 'string', minLength: 1 },
      },
    ],
    post: {
      operationId: 'postWebhook',
      tags: ['webhooks'],
      summary: 'Hand over an event of the supplier',
      description:
        'An answer 200 means that the event is on disk. What cannot be read (400 `malformed_json`, 422) is kept too, sealed, for people to look at.',
      // The secret in the path is what lets a caller in.
      security: [],
      requestBody: {
        required: true,
        description:
          'JSON, whatever its content type says: `*+json`, `text/plain` and none do too.',
        content: {
          'application/json': {
            schema: {
              anyOf: [
                { $ref: '#/components/schemas/OrderTicketed' },
                { $ref: '#/components/schemas/OtherEvent' },
              ],
            },
          },
        },
      },
      responses: {
        200: {
          description: 'The event is stored.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Accepted' } } },
        },
        ...describeProblems([...bodyCodes, 'not_found', 'invalid_event', 'not_stored']),
      },
    },
  },
} as const;
