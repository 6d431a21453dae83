import {
  chooseLanguage,
  createConfirmationView,
  createLanguages,
  createPalette,
  type ConfirmationView,
} from '@ticketpost/email';
import type { Printer, PrinterOptions } from '../create-printer.ts';
import { loadFonts } from '../fonts/load-fonts.ts';
import { createDocument, finishDocument, type PdfDocument } from '../page/create-document.ts';
import { createPieceMaker } from '../page/create-piece-maker.ts';
import { drawPages } from '../page/draw-pages.ts';
import { contentHeight } from '../page/page-format.ts';
import { paginate } from '../page/paginate.ts';
import { createTextSetter } from '../text/set-text.ts';
import { composeAdvice } from './compose-advice.ts';
import { composeFoot } from './compose-foot.ts';
import { composeHeading } from './compose-heading.ts';
import { composeOrder } from './compose-order.ts';
import type { Composer } from './composer.ts';
import { isPrintable } from './is-printable.ts';
import { nameFile } from './name-file.ts';
import { readLogo, type Logo } from './read-logo.ts';
import { createTextStyles } from './text-styles.ts';

/** Arabic letters reach further up and down than Latin ones. */
const leadingFactors = { ltr: 1.3, rtl: 1.5 } as const;

/** `createPrinter`, with all that it loads. */
export async function createItineraryPrinter({
  brand,
  defaultLocale = 'en',
  messages = {},
}: PrinterOptions): Promise<Printer> {
  const fonts = await loadFonts();
  const languages = createLanguages(messages).filter((language) =>
    isPrintable(language, fonts.forLanguage(language.tag)),
  );
  const [english] = languages;
  if (english === undefined) throw new Error('no language can be printed');
  const usual = chooseLanguage(defaultLocale, languages) ?? english;
  const accent = createPalette(brand.color).light.link;
  const styles = createTextStyles(accent);
  const logo = readLogo(brand);

  return {
    async print(input) {
      const language = chooseLanguage(input.locale ?? '', languages) ?? usual;
      const faces = fonts.forLanguage(language.tag);
      const view = createConfirmationView(input, { brand, language, hasCalendar: false });
      const document = createDocument(
        {
          title: `${language.say('printout.title')} ${view.orderSummary}`,
          language: language.tag,
          writtenAt: input.writtenAt,
        },
        faces,
      );
      const setter = createTextSetter({
        faces,
        direction: language.direction,
        ruler: (text, face, size) => document.font(face.name).fontSize(size).widthOfString(text),
      });
      const leadingFactor = leadingFactors[language.direction];
      const pieceMaker = createPieceMaker({ setter, leadingFactor });
      drawItinerary(document, view, {
        logo,
        composer: { ...pieceMaker, language, styles, accent },
      });
      return {
        filename: nameFile(input.orders[0].order.orderNo),
        contentType: 'application/pdf',
        content: await finishDocument(document),
      };
    },
  };
}

function drawItinerary(
  document: PdfDocument,
  view: ConfirmationView,
  { logo, composer }: { logo: Logo | undefined; composer: Composer },
): void {
  const groups = [
    composeHeading(view, { logo, composer }),
    ...view.orders.flatMap((order) => composeOrder(order, composer)),
    ...composeAdvice(view, composer),
  ];
  const pages = paginate(groups, contentHeight);
  drawPages(document, pages, {
    direction: view.language.direction,
    makeFoot: (page) => composeFoot(view, { page, pages: pages.length }, composer),
  });
}
