import { html, trustHtml, type Html } from '@ticketpost/html';
import { isUnderWay, type BulkState } from '@ticketpost/operations';
import { liveScriptPath, renderLivePart, renderLiveStatus } from '../live/live-status.ts';
import { renderShell } from '../pages/render-shell.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderBulkParts } from './bulk-parts.ts';
import { bulkFormPath, bulkPath } from './bulk-paths.ts';
import { bulkWords } from './bulk-words.ts';

/** How far a bulk is, with a way to stop it. */
export function bulkPage(options: { user: DashboardUser; bulk: BulkState; at: string }): string {
  const { user, bulk, at } = options;
  const { id, kind, reason } = bulk;
  const { order, list, section } = bulkWords[kind];
  const parts = renderBulkParts(bulk);
  const isLive = isUnderWay(bulk);
  return renderShell({
    title: `${order} all of ${reason}`,
    user,
    current: section,
    ...(isLive ? { script: liveScriptPath } : {}),
    content: html`${isLive && reloadWithoutScript}
      <p class="crumbs">
        <a href="${list.path}?reason=${encodeURIComponent(reason)}">${list.text}: ${reason}</a>
      </p>
      <div
        ${isLive && trustHtml(`data-live="/events?bulk=${encodeURIComponent(id)}"`)}
        data-live-away="Redis does not answer"
      >
        <p class="quiet">${order} all of <code>${reason}</code></p>
        <div class="top-line">
          <h1 aria-live="polite" data-live-part="headline">${parts.headline}</h1>
          ${isLive && renderLiveStatus(at)}
        </div>
        <div class="card">${renderLivePart('progress', parts.progress)}</div>
        ${renderLivePart('outcomes', parts.outcomes)}
        ${user.role === 'operator' && renderLivePart('actions', renderBulkActions(bulk))}
      </div>`,
  });
}

/** Browsers that run scripts do not see it. */
const reloadWithoutScript = html`<noscript><meta http-equiv="refresh" content="3" /></noscript>`;

/** What an operator may do with a bulk as it stands. */
export function renderBulkActions(bulk: BulkState): Html {
  const { id, kind, reason, status } = bulk;
  if (status === 'running') {
    return html`<form method="post" action="${bulkPath(id, 'stop')}">
      <button class="danger">Stop</button>
    </form>`;
  }
  if (isUnderWay(bulk) || status === 'done') return html``;
  return html`<p><a class="button" href="${bulkFormPath(kind, reason)}">Begin again…</a></p>`;
}
