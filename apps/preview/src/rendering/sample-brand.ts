import { fileURLToPath } from 'node:url';
import type { Environment } from '@ticketpost/runtime';

const logo = fileURLToPath(new URL('../../static/blue-travel.png', import.meta.url));

/** A made-up agency that shows all there is to set. */
const sampleBrand: Environment = {
  BRAND_NAME: 'Blue Travel',
  BRAND_COLOR: '#0b4a6f',
  BRAND_LOGO: logo,
  BRAND_LOGO_WIDTH: '132',
  BRAND_SUPPORT_EMAIL: 'help@example.com',
  BRAND_SUPPORT_PHONE: '+44 20 7946 0000',
  BRAND_LEGAL_FOOTER:
    'Blue Travel Ltd, 1 Example Street, London\\nRegistered in England, no. 00000000',
};

/** The environment, and the made-up agency where it names none. */
export function fillInBrand(environment: Environment): Environment {
  const isNamed = Object.entries(environment).some(
    ([name, value]) => name.startsWith('BRAND_') && value,
  );
  return isNamed ? environment : { ...environment, ...sampleBrand };
}
