import { readFileSync } from 'node:fs';
import { brandVariables, BrandingError, loadBranding } from '@ticketpost/branding';
import { createEmailRenderer, type EmailRenderer } from '@ticketpost/email';
import { type Environment, readEnvironment } from '@ticketpost/runtime';
import { fillInBrand } from './sample-brand.ts';

/**
 * A renderer with the brand and the templates that BRAND_*, DEFAULT_LOCALE and TEMPLATE_DIR name.
 * Throws a `BrandingError` with all that is wrong with them.
 */
export function createBrandedRenderer(environment: Environment): EmailRenderer {
  const reading = readEnvironment(brandVariables, fillInBrand(environment), (path) =>
    readFileSync(path, 'utf8'),
  );
  if (reading.kind === 'invalid') throw new BrandingError(reading.problems);
  return createEmailRenderer(loadBranding(reading.config));
}
