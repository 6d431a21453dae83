import type { RenderedEmail } from '@ticketpost/email';

/** A mail's HTML with the pictures inside it, which its `cid:` addresses only name. */
export function embedPictures({ html, attachments }: RenderedEmail): string {
  return attachments.reduce((text, { cid, contentType, content }) => {
    if (cid === undefined) return text;
    const data = Buffer.from(content).toString('base64');
    return text.replaceAll(`cid:${cid}`, `data:${contentType};base64,${data}`);
  }, html);
}
