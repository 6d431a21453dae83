import type { MailChoice } from '../mail-choice.ts';
import { renderMailPage } from '../pages/mail-page.ts';
import { isMailPart } from '../pages/mail-parts.ts';
import { renderReportPage } from '../pages/report-page.ts';
import { embedPictures } from '../rendering/embed-pictures.ts';
import type { MailOutcome } from '../rendering/render-messages.ts';
import { type Answer, answerPage } from './answer.ts';

/** As a mail program has it: no script, and pictures from the mail or by their address. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; base-uri 'none'";

/** Everything under a mail's path: its page, its HTML as it is in a frame, its attachments. */
export function answerMail(options: {
  choice: MailChoice;
  rest: string;
  query: URLSearchParams;
  outcome: Exclude<MailOutcome, { kind: 'unknown' }>;
}): Answer | undefined {
  const { choice, rest, query, outcome } = options;
  if (rest === '') {
    const part = query.get('part') ?? 'html';
    return isMailPart(part) ? answerPage(renderMailPage({ choice, part, outcome })) : undefined;
  }
  if (outcome.kind === 'failed') {
    return answerPage(renderReportPage({ title: 'Not rendered', report: outcome.report }), 500);
  }
  if (rest === 'body.html') {
    return {
      ...answerPage(embedPictures(outcome.mail)),
      headers: { 'content-security-policy': mailPolicy },
    };
  }
  const index = /^attachments\/(\d+)$/u.exec(rest)?.[1];
  const attachment = index === undefined ? undefined : outcome.mail.attachments[Number(index)];
  if (attachment === undefined) return undefined;
  return {
    status: 200,
    contentType: attachment.contentType,
    body: attachment.content,
    headers: { 'content-disposition': `inline; filename="${attachment.filename}"` },
  };
}
