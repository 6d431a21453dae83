/** The types of `bidi-js` describe its CommonJS build as if it were an ES module; this one is. */
declare module 'bidi-js/dist/bidi.mjs' {
  import type { Bidi } from 'bidi-js';
  export default function bidiFactory(): Bidi;
}
