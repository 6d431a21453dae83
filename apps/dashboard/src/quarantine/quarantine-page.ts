import { html, trustHtml, type Html } from '@ticketpost/html';
import type { BulkState } from '@ticketpost/operations';
import { renderBulkNotice } from '../bulk/bulk-notice.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderProblems } from './problem-list.ts';
import { quarantinedPath, quarantinePath } from './quarantine-paths.ts';
import { explainQuarantine, quarantineReasons } from './reason-words.ts';
import type { ShownQuarantineItem } from './show-quarantine-item.ts';

/** One page of the quarantine, of all or of one reason. */
export function quarantinePage(options: {
  user: DashboardUser;
  reason: string | undefined;
  items: readonly ShownQuarantineItem[];
  page: number;
  hasMore: boolean;
  /** A bulk release that is under way. */
  bulk: BulkState | undefined;
}): string {
  const { user, reason, items, page, hasMore, bulk } = options;
  return renderShell({
    title: 'Quarantine',
    user,
    current: 'quarantine',
    content: html`<h1>Quarantine</h1>
      <p class="quiet">
        Deliveries that came through the right door and could not be read, oldest first. They wait
        here, sealed, until somebody decides.
      </p>
      ${bulk !== undefined && renderBulkNotice(bulk)}
      <ul class="reasons" aria-label="Reasons">
        ${[undefined, ...Object.keys(quarantineReasons)].map(
          (name) =>
            html`<li>
              <a
                href="${quarantinePath({ reason: name })}"
                ${name === reason && trustHtml('aria-current="true"')}
                >${name ?? 'All'}</a
              >
            </li>`,
        )}
      </ul>
      ${reason !== undefined && renderReason({ reason, isEmpty: items.length === 0, user })}
      ${items.length === 0 ? renderEmpty(page) : renderTable(items)}
      ${(page > 1 || hasMore) && renderPages({ reason, page, hasMore })}`,
  });
}

function renderEmpty(page: number): Html {
  return html`<p class="card quiet">
    ${page === 1 ? 'There are none.' : 'There are none on this page any more.'}
  </p>`;
}

function renderReason(about: { reason: string; isEmpty: boolean; user: DashboardUser }): Html {
  const { reason, isEmpty, user } = about;
  return html`<div class="card">
    <h2><code>${reason}</code></h2>
    <p>${explainQuarantine(reason)}</p>
    ${
      user.role === 'operator' &&
      !isEmpty &&
      html`<p class="actions">
        <a class="button second" href="/quarantine/release?reason=${encodeURIComponent(reason)}"
          >Release all of this reason…</a
        >
      </p>`
    }
  </div>`;
}

function renderTable(items: readonly ShownQuarantineItem[]): Html {
  return html`<div
    class="table listed"
    tabindex="0"
    role="region"
    aria-label="Quarantined deliveries"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Received</th>
          <th scope="col">Reason</th>
          <th scope="col">What is wrong</th>
          <th scope="col">Delivery</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({ deliveryId, reason, receivedAt, problems }) =>
            html`<tr>
              <td data-label="Received">
                ${receivedAt === undefined ? 'unknown' : renderTime(receivedAt)}
              </td>
              <td data-label="Reason"><code>${reason}</code></td>
              <td data-label="Wrong">${renderProblems(problems, { limit: 3 })}</td>
              <td data-label="Delivery">
                <a href="${quarantinedPath(deliveryId)}">${deliveryId}</a>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderPages(list: { reason: string | undefined; page: number; hasMore: boolean }): Html {
  const { reason, page, hasMore } = list;
  return html`<nav class="pager" aria-label="Pages of the list">
    <span
      >${
        page > 1 &&
        html`<a rel="prev" href="${quarantinePath({ reason, page: page - 1 })}"
          >← Page ${page - 1}</a
        >`
      }</span
    >
    <span class="quiet">Page ${page}</span>
    <span
      >${
        hasMore &&
        html`<a rel="next" href="${quarantinePath({ reason, page: page + 1 })}"
          >Page ${page + 1} →</a
        >`
      }</span
    >
  </nav>`;
}
