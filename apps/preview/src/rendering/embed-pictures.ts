import type { PreviewedMail } from './previewed-mail.ts';

/** The mail's HTML for a browser without a server: its `cid:` pictures (RFC 2392) stand in it. */
export function embedPictures({ html, attachments }: PreviewedMail): string {
  return attachments.reduce((text, { cid, contentType, content }) => {
    if (cid === undefined) return text;
    const source = Buffer.from(content).toString('base64');
    return text.replaceAll(`cid:${cid}`, `data:${contentType};base64,${source}`);
  }, html);
}
