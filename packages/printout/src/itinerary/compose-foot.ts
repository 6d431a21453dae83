import { isolateText, type ConfirmationView } from '@ticketpost/email';
import type { Piece } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import type { Composer } from './composer.ts';
import { joinWords } from './join-words.ts';

const pageWidth = 110;

/** The line at the foot of a page, which tells where a sheet that got lost belongs. */
export function composeFoot(
  { brandName, orderSummary }: ConfirmationView,
  { page, pages }: { page: number; pages: number },
  { language, makeRow, styles }: Composer,
): Piece {
  const belonging = joinWords([brandName, orderSummary].map(isolateText));
  return makeRow([
    {
      start: 0,
      width: contentWidth - pageWidth,
      paragraphs: [{ text: belonging, style: styles.label }],
    },
    {
      start: contentWidth - pageWidth,
      width: pageWidth,
      alignment: 'end',
      paragraphs: [{ text: language.say('printout.page', { page, pages }), style: styles.label }],
    },
  ]);
}
