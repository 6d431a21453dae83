import { html, type Html } from '@ticketpost/html';
import { countHandled, type BulkState } from '@ticketpost/operations';
import { wordsOf } from '../decisions/outcome-words.ts';
import { formatCount } from '../overview/format-count.ts';
import { renderTime } from '../pages/time.ts';
import { describeStatus } from './bulk-words.ts';

/** The parts of a bulk's page that change while it runs. */
export function renderBulkParts(bulk: BulkState) {
  const { title, text, tone } = describeStatus(bulk);
  return {
    headline: html`<span class="headline ${tone}">${title}</span>`,
    progress: renderProgress(bulk, text),
    outcomes: renderOutcomes(bulk),
  } satisfies Record<string, Html>;
}

function renderProgress(bulk: BulkState, text: string): Html {
  const { total, beganAt, endedAt } = bulk;
  const handled = countHandled(bulk);
  return html`<p>${text}</p>
    ${
      total === undefined
        ? html`<p class="quiet">It still counts what there is to do.</p>`
        : html`<progress
              max="${Math.max(1, total)}"
              value="${total === 0 ? 1 : handled}"
              aria-label="Progress"
            ></progress>
            <p class="number">${formatCount(handled)} of ${formatCount(total)}</p>`
    }
    <p class="small quiet">
      Begun ${renderTime(beganAt)}${endedAt !== undefined && html`, ended ${renderTime(endedAt)}`}
    </p>`;
}

function renderOutcomes({ outcomes }: BulkState): Html {
  const sorted = Object.entries(outcomes).toSorted(([, one], [, other]) => other - one);
  if (sorted.length === 0) return html`<p class="quiet">Nothing was done so far.</p>`;
  return html`<div class="table">
    <table>
      <caption>
        What came of them
      </caption>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col" class="number">Deliveries</th>
        </tr>
      </thead>
      <tbody>
        ${sorted.map(([kind, count]) => {
          const words = wordsOf(kind);
          return html`<tr>
            <th scope="row">
              ${words?.title ?? kind}
              ${words !== undefined && html`<span class="quiet small">${words.text}</span>`}
            </th>
            <td class="number">${formatCount(count)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
