import { describe, expect, test } from '@jest/globals';
import { allowedLicences, licenceExceptions } from './allowed-licences.ts';
import { findLicenceProblems, type LicensedPackage } from './find-licence-problems.ts';
import { listLicences } from './list-licences.ts';

const rules = {
  allowed: ['MIT', 'Apache-2.0', 'Zlib'],
  exceptions: [{ name: 'font', declared: 'OFL-1.1', reason: 'a font' }],
};
const font: LicensedPackage = { name: 'font', versions: ['1.0.0'], declared: 'OFL-1.1' };
const packageWith = (declared: string) => ({ name: 'one', versions: ['1.0.0', '2.0.0'], declared });

test.each([
  'MIT',
  '(MIT OR GPL-3.0-only)',
  '(MPL-2.0 OR Apache-2.0)',
  'Apache-2.0 AND MIT',
  '(MIT AND Zlib)',
])('%s is covered', (declared) => {
  expect(findLicenceProblems([font, packageWith(declared)], rules)).toEqual([]);
});

test.each([
  'GPL-3.0-only',
  'AGPL-3.0-or-later',
  'MIT AND GPL-3.0-only',
  'BUSL-1.1',
  'SSPL-1.0',
  'OFL-1.1',
  'MIT (see LICENSE)',
  'SEE LICENSE IN LICENSE.md',
  'UNLICENSED',
  'Unknown',
  '',
])('%s is not, and is named with its versions', (declared) => {
  expect(findLicenceProblems([font, packageWith(declared)], rules)).toEqual([
    expect.stringMatching(/^one 1\.0\.0, 2\.0\.0 has the licence/),
  ]);
});

test('an exception holds for its package and its licence alone, and only as long as it is needed', () => {
  expect(findLicenceProblems([{ ...font, declared: 'GPL-3.0-only' }], rules)).toEqual([
    expect.stringMatching(/^font 1\.0\.0 has the licence "GPL-3.0-only"/),
    expect.stringMatching(/^no dependency needs the exception for font/),
  ]);
});

describe('the dependencies that are installed', () => {
  test('all have a licence that may be used here', async () => {
    const packages = await listLicences();
    expect(packages.length).toBeGreaterThan(500);
    expect(
      findLicenceProblems(packages, { allowed: allowedLicences, exceptions: licenceExceptions }),
    ).toEqual([]);
  });

  test('have exceptions with a reason each', () => {
    for (const { name, reason } of licenceExceptions) {
      expect({ name, words: reason.split(' ').length > 3 }).toEqual({ name, words: true });
    }
  });
});
