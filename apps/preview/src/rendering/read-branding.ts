import { readFileSync } from 'node:fs';
import { type Branding, brandVariables, BrandingError, loadBranding } from '@ticketpost/branding';
import { type Environment, readEnvironment } from '@ticketpost/runtime';
import { fillInBrand } from './sample-brand.ts';

/**
 * The brand and the templates that BRAND_*, DEFAULT_LOCALE and TEMPLATE_DIR name. Throws a
 * `BrandingError` with all that is wrong with them.
 */
export function readBranding(environment: Environment): Branding {
  const reading = readEnvironment(brandVariables, fillInBrand(environment), (path) =>
    readFileSync(path, 'utf8'),
  );
  if (reading.kind === 'invalid') throw new BrandingError(reading.problems);
  return loadBranding(reading.config);
}
