import { describeMissingKeys } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { Router, type Request, type Response } from 'express';
import { asksForHtml } from '../../http/asks-for-html.ts';
import { refuseMethod } from '../../http/refuse-method.ts';
import { sendProblem, type ProblemCode } from '../../http/problem.ts';
import { signedInUser } from '../../login/signed-in-user.ts';
import type { OrderWorks } from '../order-works.ts';
import type { RenderMail } from './create-mail-renderer.ts';
import { embedPictures } from './embed-pictures.ts';
import { createGatherMail, toConfirmationInput, type GatheredMail } from './gather-mail.ts';
import { mailPage, noMailPage } from './mail-page.ts';
import { maskMailed } from './mask-mailed.ts';

/** Of the mail itself: what it says is shown, and nothing of it runs or loads. */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

interface Absence {
  status: number;
  code: ProblemCode;
  text: string;
}

const absences: Readonly<Record<Exclude<GatheredMail['kind'], 'mail'> | 'no_brand', Absence>> = {
  not_found: {
    status: 404,
    code: 'not_found',
    text: 'No such mail was sent about this order.',
  },
  not_kept: {
    status: 404,
    code: 'not_found',
    text: 'Nothing is kept of this mail: it was sent by an older version, or was erased.',
  },
  unreadable: {
    status: 409,
    code: 'unreadable',
    text: 'The mail cannot be shown: what is kept of it was sealed with a key that is not among PAYLOAD_KEYS, or is damaged.',
  },
  no_brand: {
    status: 409,
    code: 'unreadable',
    text: 'The mail cannot be made again: the brand’s settings (BRAND_*, TEMPLATE_DIR) are wrong. The log of the dashboard says how.',
  },
};

/** Why there is no mail, with the key that it takes where one does. */
function absenceOf(gathered: Exclude<GatheredMail, { kind: 'mail' }>): Absence {
  const absence = absences[gathered.kind];
  if (gathered.kind !== 'unreadable' || gathered.missingKeys === undefined) return absence;
  const text = `The mail cannot be shown. ${describeMissingKeys(gathered.missingKeys)}`;
  return { ...absence, text };
}

/** The mails that were sent, as they were: masked for viewers before they are made. */
export function createMailRoutes(options: {
  works: Pick<OrderWorks, 'readOrder'>;
  renderMail: RenderMail;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}): Router {
  const { works, renderMail, bound, logger } = options;
  const gatherMail = createGatherMail(works);
  const router = Router();

  const open = async (request: Request) => {
    const { orderNo = '', ticketSetId = '' } = request.params;
    const gathered = await bound(gatherMail(String(orderNo).trim(), String(ticketSetId)));
    if (gathered.kind !== 'mail') return { kind: 'absent', ...absenceOf(gathered) } as const;
    const { confirmation, missing } = gathered;
    const [first, ...others] = gathered.contents;
    const mask = signedInUser(request).role === 'operator' ? keep : maskMailed;
    const contents = [mask(first), ...others.map(mask)] as const;
    const rendering = await renderMail(toConfirmationInput(contents, confirmation));
    if (rendering.kind === 'no_brand') {
      logger.warn({ problems: rendering.problems }, 'a mail cannot be made again');
      return { kind: 'absent', ...absences.no_brand } as const;
    }
    return { kind: 'mail', confirmation, missing, mail: rendering.mail } as const;
  };

  router
    .route('/orders/:orderNo/mail/:ticketSetId')
    .get(async (request, response) => {
      const user = signedInUser(request);
      const orderNo = request.params.orderNo.trim();
      const opened = await open(request);
      if (opened.kind !== 'mail') {
        answerAbsent(request, response, { ...opened, orderNo });
      } else if (asksForHtml(request)) {
        response.send(mailPage({ ...opened, user, orderNo }));
      } else {
        const { subject, text, html } = opened.mail;
        response.json({ subject, text, html });
      }
    })
    .all(refuseMethod('GET, HEAD'));

  router
    .route('/orders/:orderNo/mail/:ticketSetId/body.html')
    .get(async (request, response) => {
      const opened = await open(request);
      response.set('Content-Security-Policy', mailPolicy);
      // A frame of its own kind cannot be keyed by an origin that it does not have.
      response.removeHeader('Origin-Agent-Cluster');
      // As bytes: it is no page of ours, and no form in it gets a token.
      if (opened.kind === 'mail')
        response.type('html').send(Buffer.from(embedPictures(opened.mail)));
      else response.status(opened.status).type('text').send(opened.text);
    })
    .all(refuseMethod('GET, HEAD'));

  return router;
}

function answerAbsent(
  request: Request,
  response: Response,
  { status, code, text, orderNo }: Absence & { orderNo: string },
): void {
  if (asksForHtml(request)) {
    response.status(status).send(noMailPage({ user: signedInUser(request), orderNo, text }));
  } else {
    sendProblem(response, { status, code, detail: text });
  }
}

function keep<T>(content: T): T {
  return content;
}
