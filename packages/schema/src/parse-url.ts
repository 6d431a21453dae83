/**
 * A text as a URL of the WHATWG standard, or `undefined`. `URL.canParse` would not do: in Node 20 it
 * refuses texts with letters such as `ü` once the compiler has optimised its callers.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
