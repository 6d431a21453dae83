/**
 * Licences that ask for nothing but their text and the names of their authors, by their SPDX ids.
 * Whatever is not covered by these has a line of its own below.
 */
export const allowedLicences: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
];

/** One dependency that may have another licence, or one that it does not declare as others read it. */
export interface LicenceException {
  name: string;
  /** Exactly as the package declares it; with another one it is looked at anew. */
  declared: string;
  reason: string;
}

const fonts = ['ibm-plex-sans-arabic', 'noto-sans', 'noto-sans-arabic', 'noto-sans-sc'];

export const licenceExceptions: readonly LicenceException[] = [
  ...fonts.map((font) => ({
    name: `@fontsource/${font}`,
    declared: 'OFL-1.1',
    reason: 'fonts, drawn into the PDF and the preview; their licence text goes with the files',
  })),
  {
    name: 'ical.js',
    declared: 'MPL-2.0',
    reason: 'binds its own files alone, which are used as they are, with their text beside them',
  },
  {
    name: 'axe-core',
    declared: 'MPL-2.0',
    reason: 'only for tests, and binds its own files alone',
  },
  {
    name: 'argparse',
    declared: 'Python-2.0',
    reason: 'only for tools; asks for its text, as MIT does',
  },
  {
    name: 'caniuse-lite',
    declared: 'CC-BY-4.0',
    reason: 'data of a compiler of the mail layout, of which nothing is handed on',
  },
  {
    name: 'only',
    declared: 'Unknown',
    reason:
      'ten lines, under MIT by its read-me; only for tests, by the stand-in of a login provider',
  },
  {
    name: 'spdx-exceptions',
    declared: 'CC-BY-3.0',
    reason: 'a list of names, for this very check alone',
  },
  {
    name: 'spdx-ranges',
    declared: '(MIT AND CC-BY-3.0)',
    reason: 'a list of names, for this very check alone',
  },
  {
    name: 'slick',
    declared: 'MIT (http://mootools.net/license.txt)',
    reason: 'MIT, with an address where others have a mere id; only for the mail layout',
  },
];
