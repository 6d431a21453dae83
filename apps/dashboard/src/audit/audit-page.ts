import { html, trustHtml, type Html } from '@ticketpost/html';
import { auditedActions, type AuditEntry } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { orderPath } from '../orders/order-path.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { AuditFilter, AuditPage } from './find-audit-entries.ts';

/** Who did what, when and why. */
export function auditPage(options: {
  user: DashboardUser;
  filter: AuditFilter;
  page: AuditPage;
  isFirst: boolean;
}): string {
  const { user, filter, page, isFirst } = options;
  const { entries, next } = page;
  return renderShell({
    title: 'Audit',
    user,
    current: 'audit',
    content: html`<h1>Audit</h1>
      <p class="quiet">
        Everything that people did, newest first. Lines are added before a thing is done; none is
        changed.
      </p>
      ${renderFilter(filter)}
      ${entries.length === 0 ? renderEmpty({ isFirst, hasMore: next !== undefined }) : renderTable(entries)}
      <nav class="pager" aria-label="Pages of the log">
        <span>${!isFirst && html`<a href="${auditPath(filter)}">← Newest</a>`}</span>
        <span
          >${
            next !== undefined && html`<a rel="next" href="${auditPath(filter, next)}">Older →</a>`
          }</span
        >
      </nav>
      ${
        user.role === 'operator' &&
        html`<p class="actions small">
          All of it as a file: <a href="/audit/export?format=csv" download>CSV</a>
          <a href="/audit/export?format=ndjson" download>NDJSON</a>
        </p>`
      }`,
  });
}

function renderEmpty({ isFirst, hasMore }: { isFirst: boolean; hasMore: boolean }): Html {
  if (hasMore) return html`<p class="card quiet">None among the last few thousand lines.</p>`;
  return html`<p class="card quiet">
    ${isFirst ? 'Nobody has done anything yet.' : 'There is nothing older.'}
  </p>`;
}

function renderFilter({ by, action }: AuditFilter): Html {
  return html`<form class="filter" method="get" action="/audit">
    <div>
      <label for="by">Person</label>
      <input
        id="by"
        name="by"
        value="${by}"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
      />
    </div>
    <div>
      <label for="action">Action</label>
      <select id="action" name="action">
        <option value="">any</option>
        ${auditedActions.map(
          (name) =>
            html`<option value="${name}" ${name === action && trustHtml('selected')}>
              ${name.replaceAll('_', ' ')}
            </option>`,
        )}
      </select>
    </div>
    <button class="second">Show</button>
  </form>`;
}

function renderTable(entries: readonly AuditEntry[]): Html {
  return html`<div class="table listed" tabindex="0" role="region" aria-label="Audit log">
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(renderEntry)}
      </tbody>
    </table>
  </div>`;
}

function renderEntry(entry: AuditEntry): Html {
  const { at, by, role, via, action, orderNo, deliveryId, detail, outcome } = entry;
  return html`<tr>
    <td data-label="When">${renderTime(at)}</td>
    <td data-label="Who">
      <span>${by} <span class="quiet small">${role !== undefined && `${role}, `}${via}</span></span>
    </td>
    <td data-label="What">
      <span>
        ${action.replaceAll('_', ' ')}
        ${orderNo !== undefined && html`<a href="${orderPath(orderNo)}">${orderNo}</a>`}
        ${deliveryId !== undefined && html`<code>${deliveryId}</code>`}
        ${detail !== undefined && html`<span class="quiet small">${detail}</span>`}
      </span>
    </td>
    <td data-label="Why" class="why">${renderWhy(entry)}</td>
    <td data-label="Outcome">
      ${
        outcome === undefined
          ? html`<span class="badge wait">not known</span>`
          : html`<code>${outcome}</code>`
      }
    </td>
  </tr>`;
}

function renderWhy({ why, isUnreadable, missingKey }: AuditEntry): string | Html {
  if (missingKey !== undefined) {
    return html`<span class="quiet">${describeMissingKeys([missingKey])}</span>`;
  }
  if (isUnreadable === true) return html`<span class="quiet">altered since it was sealed</span>`;
  return why ?? html`<span class="quiet">none asked for</span>`;
}

function auditPath({ by, action }: AuditFilter, before?: string): string {
  const query = new URLSearchParams({
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
    ...(before === undefined ? {} : { before }),
  }).toString();
  return query === '' ? '/audit' : `/audit?${query}`;
}
