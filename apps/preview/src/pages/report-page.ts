import { html } from '@ticketpost/html';
import { renderPage } from './page.ts';

/** What stands in the place of every page while nothing can be rendered, or where there is none. */
export function renderReportPage({ title, report }: { title: string; report: string }): string {
  return renderPage({
    title,
    content: html`<header class="top"><h1>${title}</h1></header>
      <main><pre role="alert" tabindex="0">${report}</pre></main>`,
  });
}
