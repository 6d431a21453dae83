import { html, type Html } from '@ticketpost/html';
import { formatMailPath, type MailChoice } from '../mail-choice.ts';

export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

/** Of a phone, of a mail program's reading pane, of a whole screen; in CSS pixels. */
export const widths = [320, 600, 1200] as const;
export type Width = (typeof widths)[number];

/**
 * A mail as it looks in one width and colour scheme. A frame hands its own `color-scheme` down, so
 * that the mail's own media query answers; no mail runs a script.
 */
export function renderFrame(
  choice: MailChoice,
  { width, scheme, title }: { width: Width; scheme: Scheme; title: string },
): Html {
  return html`<figure class="frame w${width}">
    <figcaption>${width} px, ${scheme}</figcaption>
    <iframe
      class="${scheme}"
      src="${formatMailPath(choice)}/body.html"
      width="${width}"
      title="${title}, ${width} px wide, ${scheme}"
      loading="lazy"
      sandbox="allow-same-origin allow-popups"
    ></iframe>
  </figure>`;
}
