import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderMadeSections } from './made-sections.ts';
import { openApiFile, renderOpenApi } from './openapi.ts';
import { replaceSection } from './readme-section.ts';

for (const { document, name, content } of renderMadeSections()) {
  const path = fileURLToPath(new URL(`../${document}`, import.meta.url));
  writeFileSync(path, replaceSection(readFileSync(path, 'utf8'), name, content));
}
writeFileSync(openApiFile, await renderOpenApi());
