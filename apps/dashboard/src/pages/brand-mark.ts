import { html } from '@ticketpost/html';

const ticket =
  'M3 7.5A1.5 1.5 0 0 1 4.5 6h15A1.5 1.5 0 0 1 21 7.5v2.6a2 2 0 0 0 0 3.8v2.6a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-2.6a2 2 0 0 0 0-3.8Z';

/** The ticket, for the browser's tab. */
export const brandIcon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#1f5fbf" d="${ticket}"/></svg>`,
)}`;

/** The ticket, beside the product's name. */
export const brandMark = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path fill="currentColor" d="${ticket}" />
  <path d="M9.5 7.6v9" stroke="var(--card)" stroke-width="1.5" stroke-dasharray="1.8 1.6" />
</svg>`;
