import type { ConfirmationView } from '@ticketpost/email';
import type { Group, Piece } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import type { Composer } from './composer.ts';
import type { Logo } from './read-logo.ts';

const titleWidth = 190;
const gapBelow = 8;
/** Puts name and title on one line. */
const brandShift = 5;
const ruleThickness = 1.5;

/** The top of the first page: who the traveller booked with, and what this paper is. */
export function composeHeading(
  { brandName }: ConfirmationView,
  { logo, composer }: { logo: Logo | undefined; composer: Composer },
): Group {
  const { makeRow, styles } = composer;
  const brandColumn = {
    start: 0,
    width: contentWidth - titleWidth,
    top: brandShift,
    paragraphs: [{ text: brandName, style: styles.brand }],
  };
  const titleColumn = {
    start: contentWidth - titleWidth,
    width: titleWidth,
    alignment: 'end' as const,
    paragraphs: [
      {
        text: composer.language.say('printout.title'),
        style: styles.title,
        role: 'H1' as const,
      },
    ],
  };
  const row = makeRow([...(logo ? [] : [brandColumn]), titleColumn], { bottom: gapBelow });
  return {
    pieces: [logo ? putLogo(row, logo, brandName) : row],
    frame: { kind: 'rule', ink: composer.accent, thickness: ruleThickness },
    gap: 0,
  };
}

function putLogo(row: Piece, logo: Logo, brandName: string): Piece {
  return {
    height: Math.max(row.height, logo.height + gapBelow),
    marks: [{ kind: 'image', alternative: brandName, start: 0, top: 0, ...logo }, ...row.marks],
  };
}
