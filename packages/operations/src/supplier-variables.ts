import { defineInteger, defineText, type ConfigOf } from '@ticketpost/runtime';
import { parseUrl } from '@ticketpost/schema';

/** The account at the supplier, for every process that asks it. */
export const supplierVariables = {
  atlasBaseUrl: defineText(
    {
      name: 'ATLAS_BASE_URL',
      meaning:
        "the supplier's API; with it, `ATLAS_CLIENT_ID` and `ATLAS_CLIENT_SECRET` every event is confirmed there before anything is mailed",
      expectation: 'an http:// or https:// URL without user, query and fragment',
      example: 'https://sandbox.atriptech.com',
      pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
    },
    { optional: true },
  ),
  atlasClientId: defineText(
    {
      name: 'ATLAS_CLIENT_ID',
      meaning: "our client id at the supplier's API",
      expectation: 'a client id: visible ASCII characters',
      example: 'blue-travel',
      pattern: '^[!-~]+$',
    },
    { optional: true },
  ),
  atlasClientSecret: defineText(
    {
      name: 'ATLAS_CLIENT_SECRET',
      meaning: "the secret of that client id at the supplier's API",
      expectation: 'a client secret: visible ASCII characters',
      example: 'the-secret-of-the-account',
      pattern: '^[!-~]+$',
      secret: true,
    },
    { optional: true },
  ),
  atlasTimeoutMs: defineInteger(
    {
      name: 'ATLAS_TIMEOUT_MS',
      meaning: "longest answer of the supplier's API",
      expectation: 'a time in milliseconds, 100 to 120000',
      example: '10000',
      minimum: 100,
      maximum: 120_000,
    },
    { fallback: 10_000 },
  ),
};

const needed = [
  supplierVariables.atlasBaseUrl,
  supplierVariables.atlasClientId,
  supplierVariables.atlasClientSecret,
];

/**
 * What is wrong with the account as a whole, in a sentence with the remedy: half an account is a
 * mistake, none is a choice. What passes is fit for `createSupplierClient`.
 */
export function judgeSupplierSettings(
  config: Pick<
    ConfigOf<typeof supplierVariables>,
    'atlasBaseUrl' | 'atlasClientId' | 'atlasClientSecret'
  >,
): string | undefined {
  const values = [config.atlasBaseUrl, config.atlasClientId, config.atlasClientSecret];
  if (config.atlasBaseUrl !== undefined && parseUrl(config.atlasBaseUrl) === undefined) {
    return `ATLAS_BASE_URL must be ${supplierVariables.atlasBaseUrl.expectation}.`;
  }
  const missing = needed.filter((_, index) => values[index] === undefined);
  if (missing.length === 0 || missing.length === needed.length) return undefined;
  const names = missing.map(({ name, secret }) => (secret ? `${name} or ${name}_FILE` : name));
  return `${names.join(' and ')} is not set though the rest of the supplier's account is. Set all of ${needed.map(({ name }) => name).join(', ')}, or none.`;
}
