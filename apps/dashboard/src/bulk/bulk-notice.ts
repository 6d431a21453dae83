import { html, type Html } from '@ticketpost/html';
import { countHandled, type BulkState } from '@ticketpost/operations';
import { formatCount } from '../overview/format-count.ts';
import { bulkPath } from './bulk-paths.ts';
import { bulkWords } from './bulk-words.ts';

/** On a list: who is at it just now. */
export function renderBulkNotice(bulk: BulkState): Html {
  const { id, kind, reason, by, total } = bulk;
  const progress =
    total === undefined
      ? 'counting'
      : `${formatCount(countHandled(bulk))} of ${formatCount(total)}`;
  return html`<p class="notice">
    ${by} is ${bulkWords[kind].gerund} all of <code>${reason}</code>: ${progress}.
    <a href="${bulkPath(id)}">Look at it</a>
  </p>`;
}
