import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { createOpenApiDocument } from '../apps/ingest/src/openapi/create-open-api-document.ts';

/** Where the OpenAPI document is kept that ingest serves. */
export const openApiFile = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));

/** The text of the kept document: what is served, formatted like every file here. */
export async function renderOpenApi(): Promise<string> {
  const config = await resolveConfig(openApiFile);
  return await format(JSON.stringify(createOpenApiDocument()), {
    ...config,
    filepath: openApiFile,
  });
}
