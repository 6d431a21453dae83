import { TestkitError } from '../testkit-error.ts';
import { obtainChromium, type ObtainChromiumOptions } from './obtain-chromium.ts';

/**
 * The path of the Chromium that tests use. Throws `chromium_missing` with the remedy, so that a
 * machine without one, or without fonts for every language, fails the tests rather than skip them.
 */
export async function findTestChromium(
  options: Pick<ObtainChromiumOptions, 'env'> = {},
): Promise<string> {
  const found = await obtainChromium({ ...options, announce: () => undefined, install: false });
  if (found.kind === 'found') return found.path;
  const hint = '`npm test` gets it by itself on Debian.';
  throw new TestkitError(`${found.remedy}\n${hint}`, { code: 'chromium_missing' });
}
