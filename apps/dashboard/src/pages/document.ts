import { html, trustHtml, type Html } from '@ticketpost/html';
import { brandIcon } from './brand-mark.ts';

/** An HTML document of ours, whole. */
export function renderDocument(options: {
  title: string;
  /** Its hash must stand in the Content-Security-Policy. */
  style: string;
  /** The address of a module on this site. */
  script?: string | undefined;
  body: Html;
}): string {
  const { title, style, script, body } = options;
  // Not in the template, where a formatter would change the bytes that are hashed.
  const styleElement = trustHtml(`<style>${style}</style>`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Ticketpost</title>
        <link rel="icon" href="${brandIcon}" />
        ${styleElement}
        ${script !== undefined && html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        ${body}
      </body>
    </html>`.html;
}
