import { pageStyle } from './page-style.ts';

/** HTML that is safe to put into a page as it stands. */
interface Html {
  readonly html: string;
}

/** A template for HTML: every value is escaped, unless it is `Html` itself. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | Html | undefined)[]
): Html {
  const parts = strings.map((string, index) => {
    const value = values[index] ?? '';
    return string + (typeof value === 'string' ? escape(value) : value.html);
  });
  return { html: parts.join('') };
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

const ticket =
  'M3 7.5A1.5 1.5 0 0 1 4.5 6h15A1.5 1.5 0 0 1 21 7.5v2.6a2 2 0 0 0 0 3.8v2.6a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-2.6a2 2 0 0 0 0-3.8Z';
const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#1f5fbf" d="${ticket}"/></svg>`,
)}`;

// Not in the template, where a formatter would change the bytes that are hashed.
const styleElement: Html = { html: `<style>${pageStyle}</style>` };

/** One of our own pages, whole. It needs no script. */
export function renderPage({ title, content }: { title: string; content: Html }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Ticketpost</title>
        <link rel="icon" href="${icon}" />
        ${styleElement}
      </head>
      <body>
        <main>
          <p class="brand">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path fill="currentColor" d="${ticket}" />
              <path
                d="M9.5 7.6v9"
                stroke="var(--card)"
                stroke-width="1.5"
                stroke-dasharray="1.8 1.6"
              />
            </svg>
            Ticketpost dashboard
          </p>
          ${content}
        </main>
      </body>
    </html>`.html;
}
