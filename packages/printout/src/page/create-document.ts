import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import type { Faces } from '../fonts/face.ts';
import { pageFormat } from './page-format.ts';

export type PdfDocument = InstanceType<typeof PDFDocument>;

export interface DocumentFacts {
  title: string;
  /** BCP 47. */
  language: string;
  writtenAt: Date;
}

/**
 * Starts a PDF without a page. Nothing in it is random or tells the time of day: its date and its id
 * are made of the facts. It is tagged (PDF 1.7), so that it can be read out.
 */
export function createDocument(
  { title, language, writtenAt }: DocumentFacts,
  faces: Faces,
): PdfDocument {
  const document = new PDFDocument({
    size: pageFormat.size,
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    // None to begin with: else one that is never used would be read.
    font: '',
    info: { Title: title, Creator: 'Ticketpost', CreationDate: writtenAt },
  });
  // Each document reads the fonts anew, when it first uses one: a parsed font remembers for which
  // character it was last asked for a glyph, and would carry that from one document into the next.
  for (const { name, source } of [...faces.regular, ...faces.bold]) {
    document.registerFont(name, source);
  }
  return document;
}

/** Ends the PDF and gives all of its bytes. */
export async function finishDocument(document: PdfDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(document, 'end');
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
