import type { Variable } from './variable.ts';

/** What people write where a secret belongs until they have one. */
const words =
  /change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|with)|your[-_ ](?:own|secret|key|token|password)|my[-_]secret|placeholder|for[-_ ]example|:\/\/user:password@|<[^<>]*>|^(?:x+|todo|none|secret|password)$/i;

/**
 * True for a secret that was never meant to be one: the variable's own printed example, or an entry of
 * it, and words such as `changeme`. A default that is printed as the example is none.
 */
export function isPlaceholder({ example, fallback }: Variable<unknown>, text: string): boolean {
  if (text === fallback) return false;
  const examples = new Set([example, ...entriesOf(example)]);
  return entriesOf(text).some((entry) => examples.has(entry) || words.test(entry));
}

function entriesOf(text: string): string[] {
  return text.split(',').map((entry) => entry.trim());
}
