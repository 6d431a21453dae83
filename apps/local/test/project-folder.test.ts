import path from 'node:path';
import { expect, it } from '@jest/globals';
import { findMissingBuilds, projectFolder } from '../src/project-folder.ts';

it('names the programs that were not built, as one sees them from the root', () => {
  const there = path.join(projectFolder, 'package.json');
  const missing = path.join(projectFolder, 'apps/ingest/dist/no-such-program.js');
  expect(findMissingBuilds([there, missing])).toEqual(['apps/ingest/dist/no-such-program.js']);
});
