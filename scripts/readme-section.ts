const marks = (name: string) => [`<!-- ${name}: made by npm run readme -->`, `<!-- /${name} -->`];

/** The text between a section's marks. */
export function readSection(text: string, name: string): string {
  const [start = '', end = ''] = marks(name);
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the marks of the section "${name}" are missing`);
  return text.slice(from + start.length, to).trim();
}

/** The text with another content between a section's marks. */
export function replaceSection(text: string, name: string, content: string): string {
  const old = readSection(text, name);
  const [start = '', end = ''] = marks(name);
  const from = text.indexOf(start);
  const to = text.indexOf(end) + end.length;
  return old === content
    ? text
    : `${text.slice(0, from)}${start}\n\n${content}\n\n${end}${text.slice(to)}`;
}
