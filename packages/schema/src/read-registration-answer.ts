import { readAnswer, unreadable, type SupplierAnswer } from './supplier-answer.ts';

/** Reads the answer of `updateWebhookURL.do`: a status of 0 says that the URL was stored. */
export function readRegistrationAnswer(body: unknown): SupplierAnswer<null> {
  return readAnswer(body, (_, { hasStatus }) =>
    hasStatus
      ? { kind: 'content', content: null }
      : unreadable({ pointer: '/status', message: 'must be integer' }),
  );
}
