import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { namesVersion } from '../http/entity-tag.ts';
import { sendProblem } from '../http/problem.ts';
import { createOpenApiDocument } from './create-open-api-document.ts';

/** Serves the OpenAPI document to everybody: nothing in it is secret. */
export function createOpenApiHandler(): RequestHandler {
  const bytes = Buffer.from(JSON.stringify(createOpenApiDocument()));
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.set('Allow', 'GET, HEAD');
      sendProblem(response, 'method_not_allowed');
      return;
    }
    response.set('ETag', `"${version}"`).set('Cache-Control', 'public, max-age=300');
    if (namesVersion(request.headers['if-none-match'], version)) {
      response.status(304).end();
      return;
    }
    response.type('application/json').send(bytes);
  };
}
