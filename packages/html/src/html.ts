/** HTML that is safe to put into a page as it stands. */
export interface Html {
  readonly html: string;
}

/** What a template takes: text, HTML, lists of HTML, and nothing (`undefined`, `false`). */
export type HtmlValue = string | number | Html | undefined | false | readonly Html[];

/**
 * A template for HTML: text is escaped, for elements and for attributes in quotes, and without what
 * no page may hold (NUL).
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = strings.map((string, index) => string + insert(values[index]));
  return { html: parts.join('') };
}

/** Text of our own that is HTML already, such as a style whose bytes count. Never for what came in. */
export function trustHtml(text: string): Html {
  return { html: text };
}

function insert(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\0': '\uFFFD',
};

function escape(text: string): string {
  return text.replace(/[&<>"'\0]/g, (character) => escapes[character] ?? character);
}
