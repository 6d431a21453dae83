import { html, type Html } from '@ticketpost/html';
import type { BulkKind, BulkPreview, BulkState } from '@ticketpost/operations';
import { wordsOf } from '../decisions/outcome-words.ts';
import { renderReasonField } from '../decisions/reason-field.ts';
import { formatCount } from '../overview/format-count.ts';
import { renderShell } from '../pages/render-shell.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderBulkNotice } from './bulk-notice.ts';
import { bulkFormPath } from './bulk-paths.ts';
import { bulkWords, pluralOf } from './bulk-words.ts';

/** What a bulk would do, and the form that begins it. */
export function bulkFormPage(options: {
  user: DashboardUser;
  kind: BulkKind;
  reason: string;
  preview: BulkPreview;
  /** One of its kind that is under way: then none can be begun. */
  occupied: BulkState | undefined;
  draft?: { reason: string; mistake?: string | undefined } | undefined;
}): string {
  const { user, kind, reason, preview, occupied, draft } = options;
  const { order, list, section } = bulkWords[kind];
  return renderShell({
    title: `${order} all of ${reason}`,
    user,
    current: section,
    content: html`<p class="crumbs">
        <a href="${list.path}?reason=${encodeURIComponent(reason)}">${list.text}: ${reason}</a>
      </p>
      <h1>${order} all ${pluralOf(kind)} of <code>${reason}</code></h1>
      ${
        occupied !== undefined &&
        html`${renderBulkNotice(occupied)}
          <p>One at a time: wait for that one to end, or stop it.</p>`
      }
      ${renderPreview(kind, preview)}
      ${
        occupied === undefined &&
        preview.count > 0 &&
        user.role === 'operator' &&
        renderForm({ kind, reason, preview, draft })
      }`,
  });
}

function renderPreview(kind: BulkKind, { count, sample }: BulkPreview): Html {
  if (count === 0) {
    return html`<p class="card">There are none of this reason: nothing is left to do.</p>`;
  }
  return html`<div class="card">
    <p class="figure-line"><strong>${formatCount(count)}</strong> ${pluralOf(kind)}</p>
    <p>
      ${
        sample.size === count
          ? html`As things stand, of these:`
          : html`As things stand, of the ${sample.size} oldest:`
      }
    </p>
    <ul>
      ${Object.entries(sample.outcomes).map(
        ([outcome, number]) =>
          html`<li>
            <strong>${formatCount(number)}</strong>
            ${(wordsOf(outcome)?.title ?? outcome).toLowerCase()}
          </li>`,
      )}
    </ul>
    <p class="quiet small">
      Which ones they are is settled when it begins. It can be stopped at any time; what was done
      stays done.
    </p>
  </div>`;
}

function renderForm(form: {
  kind: BulkKind;
  reason: string;
  preview: BulkPreview;
  draft: { reason: string; mistake?: string | undefined } | undefined;
}): Html {
  const { kind, reason, preview, draft } = form;
  const isUncertain = (preview.sample.outcomes['uncertain'] ?? 0) > 0;
  return html`<form class="card narrow" method="post" action="${bulkFormPath(kind, reason)}">
    ${renderReasonField({ id: 'reason', value: draft?.reason, mistake: draft?.mistake })}
    ${
      isUncertain &&
      html`<label class="choice">
        <input type="checkbox" name="evenIfUncertain" value="true" />
        Send them even if a copy may already be out
      </label>`
    }
    <button>${bulkWords[kind].order} ${formatCount(preview.count)}</button>
  </form>`;
}
