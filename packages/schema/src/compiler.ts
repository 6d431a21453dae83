import { Ajv2020 } from 'ajv/dist/2020.js';

import { formats } from './formats.ts';

/**
 * The one ajv: JSON Schema draft 2020-12, every problem at once, and no coercion, because reading
 * tolerantly is the normaliser's job.
 */
export const compiler = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  coerceTypes: false,
  // Parts such as `$defs/order` state no type of their own: each place that uses them does.
  strictTypes: false,
  formats: Object.fromEntries(
    Object.entries(formats).map(([name, { parse }]) => [
      name,
      (text: string) => parse(text) !== undefined,
    ]),
  ),
});
