import { html, type Html } from '@ticketpost/html';

/** The module that keeps a page up to date. */
export const liveScriptPath = '/assets/live.js';

/** How fresh the page is: as the server knows, until the script knows better. */
export function renderLiveStatus(at: string): Html {
  return html`<p class="live" data-live-status data-state="still" data-at="${at}">
    As of ${at.slice(11, 19)} UTC. <a href="">Load it again</a>
  </p>`;
}

/** A part that the script puts in anew. */
export function renderLivePart(name: string, content: Html): Html {
  return html`<div data-live-part="${name}">${content}</div>`;
}
