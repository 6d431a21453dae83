import { html, type Html } from '@ticketpost/html';
import { brandMark } from './brand-mark.ts';
import { renderDocument } from './document.ts';
import { pageStyle } from './page-style.ts';

/** A page for those who may not be logged in: one card in the middle. It needs no script. */
export function renderPage({ title, content }: { title: string; content: Html }): string {
  return renderDocument({
    title,
    style: pageStyle,
    body: html`<main>
      <p class="brand">${brandMark} Ticketpost dashboard</p>
      ${content}
    </main>`,
  });
}
