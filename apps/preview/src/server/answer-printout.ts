import { renderReportPage } from '../pages/report-page.ts';
import type { PrintOutcome } from '../rendering/render-messages.ts';
import { type Answer, answerPage } from './answer.ts';

/** The PDF itself, or why there is none. */
export function answerPrintout(outcome: PrintOutcome): Answer | undefined {
  switch (outcome.kind) {
    case 'unknown':
      return undefined;
    case 'failed':
      return answerPage(renderReportPage({ title: 'Not printed', report: outcome.report }), 500);
    case 'printout': {
      const { contentType, content, filename } = outcome.file;
      return {
        status: 200,
        contentType,
        body: content,
        headers: { 'content-disposition': `inline; filename="${filename}"` },
      };
    }
  }
}
