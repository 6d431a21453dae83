import { html, type Html } from '@ticketpost/html';
import type { RecordedEntry } from '@ticketpost/ledger';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderTime } from '../pages/time.ts';
import { describeEntry } from './describe-entry.ts';

/** Who looks at it. */
type Reader = Pick<DashboardUser, 'role'>;

/** Of a long timeline the first and the last entries are shown; what is between opens on demand. */
const shownFirst = 3;
const shownLast = 20;

/** What happened to an order, oldest first; of masked entries. */
export function renderTimeline(timeline: readonly RecordedEntry[], reader: Reader): Html {
  if (timeline.length === 0) return html`<p class="quiet">Nothing happened so far.</p>`;
  const between = timeline.length - shownFirst - shownLast;
  if (between <= 5) return renderList(timeline, reader);
  return html`${renderList(timeline.slice(0, shownFirst), reader)}
    <details class="between">
      <summary>Show the ${between} entries between</summary>
      ${renderList(timeline.slice(shownFirst, -shownLast), reader)}
    </details>
    ${renderList(timeline.slice(-shownLast), reader)}`;
}

function renderList(entries: readonly RecordedEntry[], reader: Reader): Html {
  return html`<ol class="timeline">
    ${entries.map((entry) => renderEntry(entry, reader))}
  </ol>`;
}

function renderEntry(entry: RecordedEntry, reader: Reader): Html {
  const { title, tone, notes } = describeEntry(entry);
  const { at, attempt, count, messageId, sealed, isUnreadable } = entry;
  return html`<li class="is-${tone}">
    <div class="line">
      <h3>
        ${title}${count !== undefined && count > 1 && html` <span class="quiet">× ${count}</span>`}
      </h3>
      ${renderTime(at)}
    </div>
    ${sealed?.recipient !== undefined && html`<p>To <strong>${sealed.recipient}</strong></p>`}
    ${notes.map((note) => html`<p>${note}</p>`)}
    ${
      sealed?.answer !== undefined &&
      html`<p>The mail server said: <q class="code">${sealed.answer}</q></p>`
    }
    ${sealed?.why !== undefined && html`<p>Reason: <q>${sealed.why}</q></p>`}
    ${
      isUnreadable === true &&
      html`<p class="quiet">
        More was written with a key that is not among PAYLOAD_KEYS, or is damaged.
      </p>`
    }
    <p class="quiet small fine">
      ${attempt !== undefined && html`<span>attempt ${attempt}</span>`}
      ${entry.deliveryId !== undefined && renderDelivery(entry.deliveryId, entry, reader)}
      ${messageId !== undefined && html`<span>Message-ID <code>${messageId}</code></span>`}
    </p>
  </li>`;
}

/** Only what came from outside has evidence of how it came, and only operators get it. */
function renderDelivery(
  deliveryId: string,
  { event, origin }: RecordedEntry,
  { role }: Reader,
): Html {
  const isFromOutside = (event === 'received' || event === 'duplicate') && origin === undefined;
  return html`<span
    >delivery <code>${deliveryId}</code>${
      isFromOutside &&
      role === 'operator' &&
      html`,
        <a
          href="/deliveries/${encodeURIComponent(deliveryId)}/evidence"
          aria-label="evidence of delivery ${deliveryId}"
          >evidence</a
        >`
    }</span
  >`;
}
