import { html } from '@ticketpost/html';
import { renderPage } from './page.ts';

/** Leads on by itself where the answer has a `Refresh`, and by hand where that does nothing. */
export function goOnPage({ url, text }: { url: string; text: string }): string {
  return renderPage({
    title: 'Logging in',
    content: html`<h1>Logging in</h1>
      <p><a href="${url}">${text}</a></p>`,
  });
}
