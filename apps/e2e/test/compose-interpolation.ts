/** One `${NAME}`, `${NAME:-default}` or `${NAME:?message}` of a compose file. */
export interface Reference {
  name: string;
  isRequired: boolean;
  fallback: string;
}

/** What stands behind `:-` may have references of its own, which have none. */
const form =
  /\$\{(?<name>[A-Z][A-Z0-9_]*)(?:(?<operator>:[-?])(?<rest>(?:[^{}]|\$\{[^{}]*\})*))?\}/g;

/** Every reference in a text, those in fallbacks too; compose's other forms are not ours and are refused. */
export function findReferences(text: string): Reference[] {
  const found = [...text.matchAll(form)].flatMap((match): Reference[] => {
    const { name = '', operator, rest = '' } = match.groups ?? {};
    const isRequired = operator === ':?' && rest !== '';
    const fallback = operator === ':-' ? rest : '';
    return [{ name, isRequired, fallback }, ...findReferences(fallback)];
  });
  if (found.length !== text.split('$').length - 1) {
    throw new SyntaxError(`a reference of another form than expected: ${text}`);
  }
  return found;
}

/** What compose makes of a text; a required value that is missing becomes empty. */
export function interpolate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(form, (reference) => {
    const [{ name, fallback } = { name: '', fallback: '' }] = findReferences(reference);
    const value = values[name];
    return value === undefined || value === '' ? interpolate(fallback, values) : value;
  });
}
