import { html, type Html } from '@ticketpost/html';
import type { ProcessReport, ReportedCheck, SystemState } from '@ticketpost/monitoring';
import { orderPath } from '../orders/order-path.ts';
import { renderTime } from '../pages/time.ts';
import { renderBarChart } from './bar-chart.ts';
import type { Concern } from './concern.ts';
import { describeConcerns, findConcerns } from './find-concerns.ts';
import { formatAge } from './format-age.ts';
import { formatCount } from './format-count.ts';

/** The parts of the overview that change while somebody looks at it. */
export function renderOverviewParts(state: SystemState) {
  const concerns = findConcerns(state);
  return {
    headline: renderHeadline(concerns),
    concerns: renderConcerns(concerns),
    figures: renderFigures(state),
    charts: renderCharts(state),
    processes: renderProcesses(state),
  } satisfies Record<string, Html>;
}

function renderHeadline(concerns: readonly Concern[]): Html {
  const [worst] = concerns;
  const tone = worst === undefined ? 'good' : worst.severity;
  return html`<span class="headline ${tone}">${describeConcerns(concerns)}</span>`;
}

function renderConcerns(concerns: readonly Concern[]): Html {
  if (concerns.length === 0) {
    return html`<p class="quiet">
      No dead letters, nothing in quarantine, nobody waits for an address, and every process is
      well.
    </p>`;
  }
  return html`<ul class="concerns">
    ${concerns.map(
      ({ severity, what, meaning, remedy, path }) =>
        html`<li class="concern ${severity}">
          <p class="what">
            ${path === undefined ? what : html`<a href="${path}">${what}</a>`}
            ${severity === 'wait' && html`<span class="badge wait">no hurry</span>`}
          </p>
          ${meaning !== undefined && html`<p class="meaning">${meaning}</p>`}
          ${remedy !== undefined && html`<p class="remedy">${remedy}</p>`}
        </li>`,
    )}
  </ul>`;
}

function renderFigures({ queues, oldestWaiting, confirmations, deadLetters }: SystemState): Html {
  const { events, quarantine } = queues;
  const { owed, oldestOwed } = confirmations;
  const { isComplete } = deadLetters;
  return html`<dl class="figures">
    ${renderFigure({
      name: 'Waiting',
      value: events.waiting,
      note:
        oldestWaiting === undefined
          ? html`nothing waits`
          : html`the oldest for ${formatAge(oldestWaiting.ageMs)}`,
      path: '/queues/queue/events?status=waiting',
    })}
    ${renderFigure({
      name: 'In work',
      value: events.active,
      note: html`right now`,
      path: '/queues/queue/events?status=active',
    })}
    ${renderFigure({
      name: 'To be tried again',
      value: events.delayed,
      note: html`by themselves`,
      path: '/queues/queue/events?status=delayed',
    })}
    ${renderFigure({
      name: 'Dead letters',
      value: events.failed,
      note: isComplete ? html`given up` : html`still being counted by reason`,
      path: '/dead-letters',
    })}
    ${renderFigure({
      name: 'Quarantine',
      value: quarantine,
      note: html`could not be read`,
      path: '/quarantine',
    })}
    ${renderFigure({
      name: 'Confirmations owed',
      value: owed,
      note:
        oldestOwed === undefined
          ? html`none is owed`
          : html`the oldest, of order
              <a href="${orderPath(oldestOwed.orderNo)}">${oldestOwed.orderNo}</a>, for
              ${formatAge(oldestOwed.ageMs)}`,
      path: '/waiting/owed',
    })}
  </dl>`;
}

function renderFigure(figure: { name: string; value: number; note: Html; path: string }): Html {
  const { name, value, note, path } = figure;
  return html`<div class="figure">
    <dt><a href="${path}">${name}</a></dt>
    <dd class="value">${formatCount(value)}</dd>
    <dd class="note">${note}</dd>
  </div>`;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function renderCharts({ at, throughput }: SystemState): Html {
  const { minutes, hours } = throughput;
  const clock = (stepMs: number, count: number) => (index: number) =>
    new Date(Math.floor(Date.parse(at) / stepMs) * stepMs - (count - 1 - index) * stepMs)
      .toISOString()
      .slice(11, 16);
  return html`<div class="charts">
    ${renderBarChart({
      title: 'Sent in the last hour',
      values: minutes,
      labelOf: clock(minuteMs, minutes.length),
      per: 'in one minute',
    })}
    ${renderBarChart({
      title: 'Sent in the last day',
      values: hours,
      labelOf: clock(hourMs, hours.length),
      per: 'in one hour',
    })}
  </div>`;
}

function renderProcesses({ processes }: SystemState): Html {
  if (processes.length === 0) {
    return html`<p class="quiet">No process has said anything for half a minute.</p>`;
  }
  return html`<ul class="processes">
    ${processes.map(renderProcess)}
  </ul>`;
}

function renderProcess({ app, host, startedAt, checks, pause, journal }: ProcessReport): Html {
  return html`<li>
    <div>
      <p><strong>${app}</strong> on <code>${host}</code></p>
      <p class="small quiet">since ${renderTime(startedAt)}</p>
    </div>
    <ul class="checks">
      ${Object.entries(checks).map(([name, check]) => renderCheck(name, check))}
      ${
        pause !== undefined &&
        html`<li>
          <span class="badge ${pause.state === 'paused' ? 'alarm' : 'wait'}"
            >${pause.state === 'paused' ? 'paused' : 'on trial'}</span
          >
          since ${renderTime(pause.since)}
        </li>`
      }
      ${
        journal !== undefined &&
        journal.entries > 0 &&
        html`<li><span class="badge wait">journal: ${formatCount(journal.entries)}</span></li>`
      }
    </ul>
  </li>`;
}

const tones = { ok: 'good', warning: 'wait', failed: 'alarm' } as const;

function renderCheck(name: string, { status, reason }: ReportedCheck): Html {
  return html`<li>
    <span class="badge ${tones[status]}">${name.replaceAll('_', ' ')}: ${status}</span>
    ${status !== 'ok' && reason !== undefined && html`<span class="small">${reason}</span>`}
  </li>`;
}
