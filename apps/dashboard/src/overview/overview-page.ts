import { html } from '@ticketpost/html';
import type { SystemState } from '@ticketpost/monitoring';
import { liveScriptPath, renderLivePart, renderLiveStatus } from '../live/live-status.ts';
import { renderShell } from '../pages/render-shell.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderOverviewParts } from './overview-parts.ts';

/** How everything is, and what needs a person. */
export function overviewPage(options: { state: SystemState; user: DashboardUser }): string {
  const { state, user } = options;
  const parts = renderOverviewParts(state);
  return renderShell({
    title: 'Overview',
    user,
    current: 'overview',
    script: liveScriptPath,
    content: html`<div data-live="/events" data-live-away="Redis does not answer">
      <div class="top-line">
        <h1 aria-live="polite" data-live-part="headline">${parts.headline}</h1>
        ${renderLiveStatus(state.at)}
      </div>
      <section aria-labelledby="concerns">
        <h2 id="concerns" class="hidden">What needs a person</h2>
        ${renderLivePart('concerns', parts.concerns)}
      </section>
      <section aria-labelledby="figures">
        <h2 id="figures">Queues</h2>
        ${renderLivePart('figures', parts.figures)}
      </section>
      <section aria-labelledby="charts">
        <h2 id="charts">Confirmations sent</h2>
        ${renderLivePart('charts', parts.charts)}
      </section>
      <section aria-labelledby="processes">
        <h2 id="processes">Processes</h2>
        ${renderLivePart('processes', parts.processes)}
      </section>
    </div>`,
  });
}
