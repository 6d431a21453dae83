import { createOpenApiDocument } from '../../src/openapi/create-open-api-document.ts';
import { createAnswerCheck } from './check-answer.ts';

const checkAnswer = createAnswerCheck(createOpenApiDocument());

/** Fetches, and throws unless the answer is as the OpenAPI document has it. */
export async function documentedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init);
  const method = init.method ?? 'GET';
  const body = await response.clone().text();
  const { status, headers } = response;
  const faults = checkAnswer({ method, path: new URL(url).pathname, status, headers, body });
  if (faults.length > 0) {
    throw new Error(`${method} ${status} is not as documented: ${faults.join('; ')}`);
  }
  return response;
}
