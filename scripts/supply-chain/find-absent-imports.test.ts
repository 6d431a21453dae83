import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../project.mjs';
import { findAbsentImports, findImportedPackages, readManifest } from './find-absent-imports.ts';
import { imageApps } from './image-apps.ts';

const packages = new Map(
  ['apps', 'packages'].flatMap((rooms) =>
    readdirSync(join(root, rooms)).map((room): [string, string] => {
      const folder = join(root, rooms, room);
      return [readManifest(folder).name, folder];
    }),
  ),
);

/** The packages of ours that are in an image. */
function findParts(name: string, found = new Set<string>()): Set<string> {
  const folder = packages.get(name);
  if (folder === undefined || found.has(name)) return found;
  found.add(name);
  for (const part of Object.keys(readManifest(folder).dependencies ?? {})) findParts(part, found);
  return found;
}

const parts = new Set(imageApps.flatMap((app) => [...findParts(`@ticketpost/${app}`)]));

test.each([...parts])('%s imports nothing that its image lacks', (name) => {
  expect(findAbsentImports(packages.get(name) ?? '')).toEqual([]);
});

test.each<[source: string, packages: string[]]>([
  ["import { a } from 'b';", ['b']],
  ["import { type A } from '@b/c/d';", ['@b/c']],
  ["import 'b/c';", ['b']],
  ["export { a } from 'b';", ['b']],
  ["export * from 'b';", ['b']],
  ["const a = await import('b');", ['b']],
  ["const a = require('b');", ['b']],
  ["const a = import.meta.resolve('b/c');", ['b']],
  ["import type { A } from 'b';", []],
  ["export type { A } from 'b';", []],
  ["import { a } from './b.ts'; import { c } from 'node:fs'; import d from 'fs';", []],
  ['import(name); // import "b"', []],
])('%s imports %j', (source, expected) => {
  expect(findImportedPackages(source)).toEqual(expected);
});
