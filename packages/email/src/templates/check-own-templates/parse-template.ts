import Handlebars from 'handlebars';
import type { Finding } from './template-problem.ts';

/** Reads a template; a finding tells where it stops to be one. */
export function parseTemplate(
  source: string,
): { kind: 'parsed'; program: hbs.AST.Program } | { kind: 'broken'; finding: Finding } {
  try {
    return { kind: 'parsed', program: Handlebars.parse(source) };
  } catch (error) {
    const { message, lineNumber } = error as { message: string; lineNumber?: number };
    const line = lineNumber ?? (Number(/^Parse error on line (\d+)/.exec(message)?.[1]) || 1);
    const reason = message.split('\n').at(-1) ?? '';
    const what = reason.includes("got 'EOF'")
      ? 'ends while a block is open; close it, {{/if}}, {{/each}} or {{/with}}'
      : `cannot be read as Handlebars: ${reason.replace(/ - \d+:\d+$/, '')}; look at the braces here and on the lines before`;
    return { kind: 'broken', finding: { code: 'syntax', line, message: what } };
  }
}
