import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { parseMailPath } from '../mail-choice.ts';
import { renderReportPage } from '../pages/report-page.ts';
import type { Gallery } from '../rendering/create-gallery.ts';
import { type Answer, answerPage } from './answer.ts';
import { answerMail } from './answer-mail.ts';
import { answerMatrix } from './answer-matrix.ts';
import { answerPrintout } from './answer-printout.ts';
import type { Changes } from './changes.ts';

const staticTypes: Readonly<Record<string, string>> = {
  'preview.css': 'text/css; charset=utf-8',
  'preview.js': 'text/javascript; charset=utf-8',
};

/** Answers everything that the preview's pages ask for. */
export function createPreviewHandler(options: {
  gallery: Gallery;
  changes: Changes;
}): RequestListener {
  const { gallery, changes } = options;

  async function answer(path: string, query: URLSearchParams): Promise<Answer | undefined> {
    if (path.startsWith('/static/')) return await answerStatic(path.slice('/static/'.length));
    const start = await gallery.open();
    if (start.kind === 'failed') {
      const title = 'Nothing can be rendered';
      return answerPage(renderReportPage({ title, report: start.report }), 500);
    }
    if (path === '/') return await answerMatrix(gallery, start.collection, query);
    const wanted = parseMailPath(path);
    if (wanted === undefined) return undefined;
    if (wanted.rest === 'printout.pdf') return answerPrintout(await gallery.print(wanted.choice));
    const outcome = await gallery.render(wanted.choice);
    return outcome.kind === 'unknown' ? undefined : answerMail({ ...wanted, query, outcome });
  }

  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://preview.invalid');
    if (pathname === '/changes') {
      changes.subscribe(response);
      return;
    }
    void answer(pathname, searchParams)
      .catch((error: unknown) => failed(error))
      .then((given = missing) => {
        const { status, contentType, headers, body } = given;
        response
          .writeHead(status, {
            'content-type': contentType,
            'cache-control': 'no-store',
            ...headers,
          })
          .end(body);
      });
  };
}

const missing = answerPage(
  renderReportPage({ title: 'No such page', report: 'There is no mail at this address.' }),
  404,
);

/** A fault of the preview itself is shown too, rather than ending the server. */
function failed(error: unknown): Answer {
  const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return answerPage(renderReportPage({ title: 'The preview has a fault', report }), 500);
}

async function answerStatic(name: string): Promise<Answer | undefined> {
  const contentType = staticTypes[name];
  if (contentType === undefined) return undefined;
  const body = await readFile(new URL(`../../static/${name}`, import.meta.url));
  return { status: 200, contentType, body };
}
