import { html, trustHtml, type Html } from '@ticketpost/html';
import { formatCount } from '../overview/format-count.ts';

/** Reasons with their counts, each a link to the list of that reason alone. */
export function renderReasonFilter(options: {
  counts: Readonly<Record<string, number>>;
  current: string | undefined;
  path: string;
}): Html {
  const { counts, current, path } = options;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const renderLink = (reason: string | undefined, count: number) => {
    const href = reason === undefined ? path : `${path}?reason=${encodeURIComponent(reason)}`;
    const mark = reason === current && trustHtml('aria-current="true"');
    return html`<li>
      <a href="${href}" ${mark}
        >${reason ?? 'All'} <span class="count">${formatCount(count)}</span></a
      >
    </li>`;
  };
  return html`<ul class="reasons" aria-label="Reasons">
    ${renderLink(undefined, total)}
    ${Object.entries(counts).map(([reason, count]) => renderLink(reason, count))}
  </ul>`;
}
