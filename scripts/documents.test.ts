import { existsSync, readFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '../packages/testkit/src/index.ts';
import { renderMadeSections } from './made-sections.ts';
import { openApiFile, renderOpenApi } from './openapi.ts';
import { readSection } from './readme-section.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

test.each(renderMadeSections())(
  'in $document the $name are those of the code (else: npm run readme)',
  ({ document, name, content }) => {
    expect(readSection(read(document), name)).toBe(content);
  },
);

test('the kept OpenAPI document is that of the code (else: npm run readme)', async () => {
  expect(readFileSync(openApiFile, 'utf8')).toBe(await renderOpenApi());
});

test("the README's sample is the supplier's", () => {
  expect(JSON.parse(read('docs/sample.json'))).toEqual(sampleDelivery());
});

test('the README posts to the address of the Docker stack', () => {
  const compose = read('docker-compose.yml');
  const secret = /webhooks\/atlas\/(\S+)/.exec(readme)?.[1] ?? '';
  expect(secret).not.toBe('');
  expect(compose).toContain(secret);
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('links only to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !target.includes('://'));
    for (const target of targets) {
      expect({ target, exists: existsSync(join(root, dirname(document), target)) }).toEqual({
        target,
        exists: true,
      });
    }
  });

  test('names only files that are there', () => {
    const paths = [...text.matchAll(/`((?:apps|packages|bench|scripts|docs)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    for (const path of paths) {
      const isBuilt = path.includes('/dist/');
      expect({ path, exists: isBuilt || existsSync(join(root, path)) }).toEqual({
        path,
        exists: true,
      });
    }
  });

  test('names only commands that are there', () => {
    const commands = [...text.matchAll(/npm (?:run (?:--silent )?)([\w-]+)/g)].map(
      ([, name = '']) => name,
    );
    for (const name of commands) expect(Object.keys(scripts)).toContain(name);
  });
});

describe('docs/security.md', () => {
  const threats = read('docs/security.md')
    .split('\n')
    .filter((line) => /^\| (?!-|who)/.test(line))
    .map((line) => line.slice(2).split(' | '))
    .filter((cells) => cells.length === 4)
    .map(([threat = '', , , shownBy = '']) => ({ threat: threat.trim(), shownBy }));

  test.each(threats)('names tests that are there: $threat', ({ shownBy }) => {
    const named = [...shownBy.matchAll(/`([\w./-]+\.test\.ts)`(?: › “([^”]+)”)?/g)];
    expect(named).not.toEqual([]);
    for (const [, path = '', title = ''] of named) {
      const text = existsSync(join(root, path)) ? read(path) : undefined;
      expect({ path, title, isThere: text?.includes(title) }).toEqual({
        path,
        title,
        isThere: true,
      });
    }
  });
});
