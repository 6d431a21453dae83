export { html, trustHtml, type Html, type HtmlValue } from './html.ts';
