/** HTML that is safe to put into a page as it stands. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | undefined | readonly Html[];

/** A template for HTML: every value is escaped, unless it is `Html` itself or a list of it. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = strings.map((string, index) => string + insert(values[index]));
  return { html: parts.join('') };
}

function insert(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
