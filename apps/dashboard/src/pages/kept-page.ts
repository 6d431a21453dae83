import { html } from '@ticketpost/html';
import type { Draft } from '../login/draft.ts';
import { renderDraft } from './render-draft.ts';
import { renderPage } from './page.ts';

/** A form that came while Redis did not answer, so that nobody knows who sent it: filled in as it was. */
export function keptPage(draft: Draft): string {
  return renderPage({
    title: 'Redis does not answer',
    content: html`<h1>Redis does not answer</h1>
      <p class="alarm" role="alert">
        So nobody knows whether you are logged in, and nothing was done. What you wrote is kept
        here: send it again in a moment.
      </p>
      <form method="post" action="${draft.action}">
        ${renderDraft(draft)}<button>Send again</button>
      </form>`,
  });
}
