import { html, type Html } from '@ticketpost/html';

/** The way through the pages of a list; nothing when there is only one. */
export function renderPager(options: {
  page: number;
  pages: number;
  pathOf: (page: number) => string;
}): Html | undefined {
  const { page, pages, pathOf } = options;
  if (pages <= 1) return undefined;
  return html`<nav class="pager" aria-label="Pages of the list">
    <span
      >${page > 1 && html`<a rel="prev" href="${pathOf(page - 1)}">← Page ${page - 1}</a>`}</span
    >
    <span class="quiet">Page ${page} of ${pages}</span>
    <span
      >${page < pages && html`<a rel="next" href="${pathOf(page + 1)}">Page ${page + 1} →</a>`}</span
    >
  </nav>`;
}
