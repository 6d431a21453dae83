import { readFileSync } from 'node:fs';
import { mayImport } from './may-import.mjs';

/** Every app and package with the sentence of its package.json. */
export function renderRooms(): string {
  const rows = sortRooms().map((room) => `| \`${room}\` | ${describe(room)} |`);
  return ['| folder | what is there |', '| --- | --- |', ...rows].join('\n');
}

/** Which package may import which others, as ESLint has it. */
export function renderImports(): string {
  const rows = sortRooms().map((room) => {
    const imported = [...(mayImport[room] ?? [])].sort().map((name) => `\`${name}\``);
    return `| \`${room}\` | ${imported.join(', ') || 'none'} |`;
  });
  return ['| room | may import |', '| --- | --- |', ...rows].join('\n');
}

/** Apps first. */
function sortRooms(): string[] {
  return Object.keys(mayImport).sort();
}

function describe(room: string): string {
  const url = new URL(`../${room}/package.json`, import.meta.url);
  const { description } = JSON.parse(readFileSync(url, 'utf8')) as { description: string };
  return description.replace(/\.$/, '');
}
