import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderConfigurationTable } from './configuration-table.ts';
import { replaceSection } from './readme-section.ts';

const path = fileURLToPath(new URL('../README.md', import.meta.url));
const readme = readFileSync(path, 'utf8');
writeFileSync(path, replaceSection(readme, 'configuration', renderConfigurationTable()));
