import { html, type Html } from '@ticketpost/html';

/** A page of the preview, whole. Its script loads it again when something changed. */
export function renderPage({ title, content }: { title: string; content: Html }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Mails of Ticketpost</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/static/preview.css" />
        <script src="/static/preview.js" defer></script>
      </head>
      <body>
        ${content}
      </body>
    </html> `.html;
}
