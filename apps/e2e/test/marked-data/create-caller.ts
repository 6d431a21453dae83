import { personal, secrets } from './marks.ts';

/** Where the supplier posts to, below ingest's address. */
export const webhookPath = `webhooks/atlas/${secrets.webhookSecret}`;

/** Whoever calls ingest, and writes down all that it answers. */
export function createCaller(ingestUrl: string) {
  const answers: string[] = [];
  const ask = async (at: string, init: RequestInit): Promise<string> => {
    const response = await fetch(`${ingestUrl}${at}`, init);
    const text = await response.text();
    answers.push(`${JSON.stringify([...response.headers])} ${text}`);
    return text;
  };
  return {
    answers,
    ask,
    /** Answers the delivery's id, or '' when it got none. */
    post: async (body: unknown, at = webhookPath, headers = {}): Promise<string> => {
      const text = await ask(at, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const answer = JSON.parse(text) as { deliveryId?: string };
      return answer.deliveryId ?? '';
    },
    book: (orderNo: string, email: string, key: string = secrets.bookingsKey) =>
      ask(`bookings/${orderNo}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
        body: JSON.stringify({
          email,
          name: personal.name,
          locale: 'en',
          agencyReference: personal.agencyReference,
        }),
      }),
  };
}
