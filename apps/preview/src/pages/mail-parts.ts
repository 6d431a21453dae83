import { html, type Html } from '@ticketpost/html';
import { formatMailPath, type MailChoice } from '../mail-choice.ts';
import type { PreviewedMail } from '../rendering/previewed-mail.ts';
import { renderFrame, schemes, widths } from './frame.ts';

/** What a mail's page can show of it, each under an address of its own. */
export const mailParts = {
  html: 'HTML',
  text: 'Text',
  list: 'Subject and preheader',
  calendar: 'Calendar',
  'json-ld': 'JSON-LD',
  attachments: 'Attachments',
  printout: 'Page to print',
} as const;

export type MailPart = keyof typeof mailParts;

export function isMailPart(name: string): name is MailPart {
  return Object.hasOwn(mailParts, name);
}

export function renderMailPart(part: MailPart, choice: MailChoice, mail: PreviewedMail): Html {
  switch (part) {
    case 'html':
      return html`<p>${Math.ceil(Buffer.byteLength(mail.html) / 1024)} KB</p>
        <div class="frames">
          ${widths.flatMap((width) =>
            schemes.map((scheme) => renderFrame(choice, { width, scheme, title: mail.subject })),
          )}
        </div>`;
    case 'text':
      return renderCode(mail.text, choice.locale);
    case 'list':
      return html`<dl lang="${choice.locale}">
        <dt lang="en">Subject, ${countCharacters(mail.subject)} characters</dt>
        <dd dir="auto">${mail.subject}</dd>
        <dt lang="en">Preheader, ${countCharacters(mail.preheader)} characters</dt>
        <dd dir="auto">${mail.preheader}</dd>
      </dl>`;
    case 'calendar': {
      const calendars = mail.attachments.filter(({ contentType }) => isCalendar(contentType));
      return calendars.length === 0
        ? html`<p>None: no flight has a time that can be read.</p>`
        : html`${calendars.map(({ content }) => renderCode(content.toString()))}`;
    }
    case 'json-ld':
      return mail.jsonLd.length === 0
        ? html`<p>None.</p>`
        : html`${mail.jsonLd.map((source) => renderCode(indentJson(source)))}`;
    case 'attachments':
      return renderAttachments(choice, mail);
    case 'printout':
      return html`<p><a href="${formatMailPath(choice)}/printout.pdf">Open the PDF alone</a></p>
        <iframe
          class="printout"
          src="${formatMailPath(choice)}/printout.pdf"
          title="The page to print of ${mail.subject}"
        ></iframe>`;
  }
}

function renderAttachments(choice: MailChoice, { attachments }: PreviewedMail): Html {
  if (attachments.length === 0) return html`<p>None.</p>`;
  return html`<ul>
    ${attachments.map(
      ({ filename, contentType, content, cid }, index) =>
        html`<li>
          <a href="${formatMailPath(choice)}/attachments/${index}">${filename}</a>, ${contentType},
          ${Buffer.byteLength(content)} bytes${cid === undefined ? '' : ', inside the mail'}
        </li>`,
    )}
  </ul>`;
}

const characters = new Intl.Segmenter();

/** As a person counts them. */
function countCharacters(text: string): number {
  return Array.from(characters.segment(text)).length;
}

function isCalendar(contentType: string): boolean {
  return contentType.startsWith('text/calendar');
}

/** Long lines scroll, which a keyboard can do only where the focus can go. */
function renderCode(source: string, locale = 'en'): Html {
  return html`<pre tabindex="0" role="region" aria-label="Source" lang="${locale}" dir="auto">
${source}</pre>`;
}

/** What is no JSON stands as it is: a preview is there to show such a thing. */
function indentJson(source: string): string {
  try {
    return JSON.stringify(JSON.parse(source), undefined, 2);
  } catch {
    return source;
  }
}
