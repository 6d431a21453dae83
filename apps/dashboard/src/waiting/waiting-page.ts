import { html, trustHtml, type Html } from '@ticketpost/html';
import type { OwedConfirmation, OwedKind } from '@ticketpost/ledger';
import { orderPath } from '../orders/order-path.ts';
import { formatAge } from '../overview/format-age.ts';
import { formatCount } from '../overview/format-count.ts';
import { renderPager } from '../pages/pager.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { waitingKinds } from './waiting-kinds.ts';

/** The confirmations that are owed, or those of them that wait for the same thing. */
export function waitingPage(options: {
  user: DashboardUser;
  kind: OwedKind;
  counts: Readonly<Record<OwedKind, number>>;
  confirmations: readonly OwedConfirmation[];
  page: number;
  pages: number;
  now: number;
}): string {
  const { user, kind, counts, confirmations, page, pages, now } = options;
  const { title, text } = waitingKinds[kind];
  return renderShell({
    title,
    user,
    current: 'orders',
    content: html`<h1>${title}</h1>
      <p class="quiet">${text}</p>
      <ul class="reasons" aria-label="What they wait for">
        ${Object.entries(waitingKinds).map(([name, words]) => {
          const mark = name === kind && trustHtml('aria-current="true"');
          return html`<li>
            <a href="/waiting/${name}" ${mark}
              >${words.title} <span class="count">${formatCount(counts[name as OwedKind])}</span></a
            >
          </li>`;
        })}
      </ul>
      ${
        confirmations.length === 0
          ? html`<p class="card quiet">There are none.</p>`
          : renderTable(confirmations, now)
      }
      ${renderPager({ page, pages, pathOf: (to) => `/waiting/${kind}?page=${to}` })}`,
  });
}

function renderTable(confirmations: readonly OwedConfirmation[], now: number): Html {
  return html`<div class="table" tabindex="0" role="region" aria-label="Confirmations">
    <table>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Since</th>
          <th scope="col">For</th>
        </tr>
      </thead>
      <tbody>
        ${confirmations.map(
          ({ orderNo, since }) =>
            html`<tr>
              <th scope="row"><a href="${orderPath(orderNo)}">${orderNo}</a></th>
              <td>${renderTime(since)}</td>
              <td>${formatAge(now - Date.parse(since))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
