import { readdirSync } from 'node:fs';
import { readRepositoryFile, repositoryPath } from './compose-file.ts';

/**
 * The variables in an app's configuration table. They are read from the sources as text, since nothing
 * of ours may be imported here: its own, those of groups that it spreads, `...defineProcessVariables(…)` or
 * `...recipientVariables`, and those of constants that it takes from elsewhere, `payloadKeys: payloadKeysVariable`.
 */
export function findKnownVariables(app: string): string[] {
  const config = readRepositoryFile(`packages/settings/src/${app}/${app}-variables.ts`);
  const sources = [
    'packages/runtime/src',
    'packages/queue/src',
    'packages/operations/src',
    'packages/branding/src',
    'packages/outbound/src',
    'packages/retention/src',
    'packages/tracing/src',
    'packages/settings/src',
  ].flatMap(readSources);
  const groups = [...config.matchAll(/\.\.\.(\w+Variables)(\(|,)/g)].map(([, name = '', next]) =>
    next === '('
      ? cutDefinition(sources, `export function ${name}(`, '\n}\n')
      : cutDefinition(sources, `export const ${name} =`, '\n};\n'),
  );
  const written = [config, ...groups].join('\n');
  const constants = [...written.matchAll(/: (\w+Variable),/g)].flatMap(([, name = '']) =>
    // It may be made of another constant of its file; there is one variable in each such file.
    findNames(cutDefinition(sources, `export const ${name}`, undefined)).slice(0, 1),
  );
  return [...findNames(written), ...constants];
}

function findNames(text: string): string[] {
  return [...text.matchAll(/\bname: '([A-Z][A-Z0-9_]*)'/g)].map(([, name = '']) => name);
}

/** From the start of a definition to its end, or the whole source without an end. */
function cutDefinition(sources: readonly string[], start: string, end: string | undefined): string {
  const source = sources.find((text) => text.includes(start));
  if (source === undefined) throw new ReferenceError(`no source has: ${start}`);
  if (end === undefined) return source;
  const from = source.indexOf(start);
  return source.slice(from, source.indexOf(end, from));
}

function readSources(folder: string): string[] {
  return readdirSync(repositoryPath(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readRepositoryFile(`${folder}/${file}`));
}
