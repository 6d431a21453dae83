import { findMessageValues } from './message-values.ts';
import type { Finding } from './template-problem.ts';

/** What is wrong with a call of `say` or `prose`: its message, and the values it is given. */
export function checkSaying(
  node: hbs.AST.Node,
  [key, ...others]: readonly hbs.AST.Expression[],
  given: readonly string[],
): Finding[] {
  const { line } = node.loc.start;
  if (key?.type !== 'StringLiteral' || others.length > 0) {
    const message =
      'says a message that has no name; write {{say "order.number"}}, and values as name=value';
    return [{ code: 'unknown_message', line, message }];
  }
  const name = (key as hbs.AST.StringLiteral).value;
  const wanted = findMessageValues(name);
  if (wanted === undefined) {
    const message = `says "${name}", which is none of our messages; the file locales/en.json lists them`;
    return [{ code: 'unknown_message', line, message }];
  }
  const missing = wanted.filter((value) => !given.includes(value));
  const unknown = given.filter((value) => !wanted.includes(value));
  return [
    ...missing.map((value): Finding => {
      const message = `says "${name}" without its value; add ${value}=…`;
      return { code: 'missing_value', line, message };
    }),
    ...unknown.map((value): Finding => {
      const message = `gives "${name}" the value ${value}, for which it has no place; leave it out`;
      return { code: 'unknown_value', line, message };
    }),
  ];
}
