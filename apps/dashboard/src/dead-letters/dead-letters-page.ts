import { html, type Html } from '@ticketpost/html';
import { explainReason, type BulkState } from '@ticketpost/operations';
import type { DeadLetterCounts } from '@ticketpost/queue';
import { renderBulkNotice } from '../bulk/bulk-notice.ts';
import { orderPath } from '../orders/order-path.ts';
import { countOf } from '../overview/format-count.ts';
import { renderPager } from '../pages/pager.ts';
import { renderReasonFilter } from '../pages/reason-filter.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { deadLetterPath, deadLettersPath } from './dead-letter-paths.ts';
import type { ShownDeadLetter } from './show-dead-letter.ts';

/** One page of the dead letters, of all or of one reason. */
export function deadLettersPage(options: {
  user: DashboardUser;
  counts: DeadLetterCounts;
  reason: string | undefined;
  items: readonly ShownDeadLetter[];
  total: number;
  page: number;
  pages: number;
  /** A bulk redrive that is under way. */
  bulk: BulkState | undefined;
}): string {
  const { user, counts, reason, items, total, page, pages, bulk } = options;
  const pager = renderPager({ page, pages, pathOf: (to) => deadLettersPath({ reason, page: to }) });
  return renderShell({
    title: 'Dead letters',
    user,
    current: 'dead-letters',
    content: html`<h1>Dead letters</h1>
      <p class="quiet">
        Deliveries that are not tried again by themselves, newest first. Nothing of them is lost:
        each can be redriven.
      </p>
      ${
        !counts.isComplete &&
        html`<p class="notice wait">
          The dashboard has just started and still counts: there may be more than these.
        </p>`
      }
      ${bulk !== undefined && renderBulkNotice(bulk)}
      ${renderReasonFilter({ counts: counts.byReason, current: reason, path: '/dead-letters' })}
      ${reason !== undefined && renderReason({ reason, total, user })}
      ${
        items.length === 0
          ? html`<p class="card quiet">${emptyWords(reason)}</p>`
          : html`${renderTable(items)} ${pager}`
      }`,
  });
}

function emptyWords(reason: string | undefined): string {
  return reason === undefined
    ? 'There are none.'
    : `There are none whose reason is ${reason}: nothing failed for it, or somebody has already dealt with them.`;
}

function renderReason(about: { reason: string; total: number; user: DashboardUser }): Html {
  const { reason, total, user } = about;
  const { meaning, remedy } = explainReason(reason) ?? {};
  return html`<div class="card">
    <h2><code>${reason}</code></h2>
    <p>${meaning ?? 'No explanation is written for this code: the reasons below say more.'}</p>
    ${remedy !== undefined && html`<p><strong>What to do:</strong> ${remedy}</p>`}
    ${
      user.role === 'operator' &&
      total > 0 &&
      html`<p class="actions">
        <a class="button second" href="/dead-letters/redrive?reason=${encodeURIComponent(reason)}"
          >Redrive all ${countOf(total, 'dead letter')} of this reason…</a
        >
      </p>`
    }
  </div>`;
}

function renderTable(items: readonly ShownDeadLetter[]): Html {
  return html`<div class="table listed" tabindex="0" role="region" aria-label="Dead letters">
    <table>
      <thead>
        <tr>
          <th scope="col">Given up</th>
          <th scope="col">Order</th>
          <th scope="col">Reason</th>
          <th scope="col" class="number">Attempts</th>
          <th scope="col">Delivery</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({ deliveryId, orderNo, failedAt, reason, attempts }) =>
            html`<tr>
              <td data-label="Given up">
                ${failedAt === undefined ? 'unknown' : renderTime(failedAt)}
              </td>
              <td data-label="Order">
                ${
                  orderNo === undefined
                    ? html`<span class="quiet">none</span>`
                    : html`<a href="${orderPath(orderNo)}">${orderNo}</a>`
                }
              </td>
              <td data-label="Reason">${reason}</td>
              <td data-label="Attempts" class="number">${attempts}</td>
              <td data-label="Delivery">
                <a href="${deadLetterPath(deliveryId)}">${deliveryId}</a>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
