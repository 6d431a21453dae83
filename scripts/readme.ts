import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderMadeSections } from './made-sections.ts';
import { replaceSection } from './readme-section.ts';

for (const { document, name, content } of renderMadeSections()) {
  const path = fileURLToPath(new URL(`../${document}`, import.meta.url));
  writeFileSync(path, replaceSection(readFileSync(path, 'utf8'), name, content));
}
