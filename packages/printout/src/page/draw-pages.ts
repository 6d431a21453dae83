import type { Line, TextStyle } from '../text/set-text.ts';
import type { PdfDocument } from './create-document.ts';
import type { Frame, Piece, SetImage, SetText } from './group.ts';
import { contentWidth, pageFormat } from './page-format.ts';
import type { Placed } from './paginate.ts';

interface Box {
  left: number;
  top: number;
  width: number;
}

const cornerRadius = 4;
/** From the middle of a line down to where its letters stand, in sizes of the font. */
const baselineShift = 0.36;
const rightToLeft = /\p{Script=Arabic}/u;

/**
 * Draws pages. Every text and picture is an element of the document's structure, in the order of
 * reading; frames and the foot of a page are not.
 */
export function drawPages(
  document: PdfDocument,
  pages: readonly Placed[][],
  { direction, makeFoot }: { direction: 'ltr' | 'rtl'; makeFoot: (page: number) => Piece },
): void {
  const structure = document.struct('Document');
  document.addStructure(structure);

  const drawText = (text: SetText, box: Box): void => {
    const column = mirror(text, box, direction);
    text.lines.forEach((line, index) => {
      const rest = text.width - line.width;
      const isAtLeft = (text.alignment === 'start') === (direction === 'ltr');
      const indent = text.alignment === 'center' ? rest / 2 : isAtLeft ? 0 : rest;
      const middle = column.top + (index + 0.5) * text.leading;
      drawLine(document, line, text.style, {
        left: column.left + indent,
        baseline: middle + baselineShift * text.style.size,
      });
    });
  };
  const drawImage = (image: SetImage, box: Box): void => {
    const { left, top } = mirror(image, box, direction);
    document.image(image.content, left, top, { width: image.width, height: image.height });
  };
  const drawStructured = (mark: SetText | SetImage, box: Box): void => {
    structure.add(
      mark.kind === 'text'
        ? document.struct(mark.role, tellText(mark), () => {
            drawText(mark, box);
          })
        : document.struct('Figure', { alt: mark.alternative }, () => {
            drawImage(mark, box);
          }),
    );
  };

  pages.forEach((groups, index) => {
    document.addPage();
    for (const { frame, top, height, padding, pieces } of groups) {
      const outside = { left: pageFormat.left, top: pageFormat.top + top, width: contentWidth };
      if (frame !== undefined) drawFrame(document, frame, { ...outside, height });
      let pieceTop = outside.top + padding.block;
      for (const piece of pieces) {
        const box = {
          left: outside.left + padding.inline,
          top: pieceTop,
          width: outside.width - 2 * padding.inline,
        };
        piece.marks.forEach((mark) => {
          drawStructured(mark, box);
        });
        pieceTop += piece.height;
      }
    }
    document.markContent('Artifact', { type: 'Pagination' });
    for (const mark of makeFoot(index + 1).marks) {
      const box = { left: pageFormat.left, top: pageFormat.foot, width: contentWidth };
      if (mark.kind === 'text') drawText(mark, box);
    }
    document.endMarkedContent();
  });
  structure.end();
}

/** What is written from right to left is drawn in another order than it is read in. */
function tellText({ lines }: SetText): { actual?: string } {
  const text = lines.map((line) => line.text).join(' ');
  return rightToLeft.test(text) ? { actual: text } : {};
}

/** Where a mark is, whose distances run from the side on which reading starts. */
function mirror(
  { start, top, width }: { start: number; top: number; width: number },
  box: Box,
  direction: 'ltr' | 'rtl',
): { left: number; top: number } {
  const left = direction === 'ltr' ? start : box.width - start - width;
  return { left: box.left + left, top: box.top + top };
}

function drawLine(
  document: PdfDocument,
  { runs }: Line,
  { size, ink }: TextStyle,
  { left, baseline }: { left: number; baseline: number },
): void {
  document.fillColor(ink).fontSize(size);
  let x = left;
  for (const run of runs) {
    document.font(run.face.name);
    document.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    x += run.width;
  }
}

function drawFrame(document: PdfDocument, frame: Frame, box: Box & { height: number }): void {
  const { left, top, width, height } = box;
  document.markContent('Artifact', { type: 'Layout' });
  if (frame.kind === 'panel') {
    document.roundedRect(left, top, width, height, cornerRadius).lineWidth(0.75);
    document.fillAndStroke(frame.fill, frame.stroke);
  } else {
    const bottom = top + height;
    document
      .moveTo(left, bottom)
      .lineTo(left + width, bottom)
      .lineWidth(frame.thickness);
    document.stroke(frame.ink);
  }
  document.endMarkedContent();
}
