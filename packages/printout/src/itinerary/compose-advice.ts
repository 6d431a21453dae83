import { isolateText, type ConfirmationView } from '@ticketpost/email';
import type { Paragraph } from '../page/create-piece-maker.ts';
import type { Group } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import type { Composer } from './composer.ts';

/** What to do: where to check in, what if a name is wrong, whom to ask; then what the law wants. */
export function composeAdvice(view: ConfirmationView, composer: Composer): Group[] {
  const { language, styles } = composer;
  const { brandName, orderCount, orderList, support } = view;
  const links = new Map(
    view.orders.flatMap(({ checkInLinks }) =>
      checkInLinks.map(({ airline, host, href }) => [href, { label: airline, value: host }]),
    ),
  );
  const contact = [
    { label: language.say('support.email'), value: support?.email },
    { label: language.say('support.phone'), value: support?.phone },
  ];
  return [
    ...composeRows(language.say('checkIn.title'), [...links.values()], composer),
    ...composeParagraphs(
      language.say('names.title'),
      [language.say('names.body', { brand: brandName, count: orderCount, orders: orderList })],
      composer,
    ),
    ...composeRows(language.say('support.title', { brand: brandName }), contact, composer),
    ...view.legalFooter.map((line, index) =>
      composeLine({ text: isolateText(line), style: styles.note }, index === 0 ? 12 : 0, composer),
    ),
  ];
}

function composeRows(
  title: string,
  rows: readonly { label: string; value: string | undefined }[],
  composer: Composer,
): Group[] {
  const lines = rows.flatMap(({ label, value }) =>
    value === undefined ? [] : [composer.language.say('text.row', { label, value })],
  );
  return composeParagraphs(title, lines, composer);
}

function composeParagraphs(title: string, texts: readonly string[], composer: Composer): Group[] {
  if (texts.length === 0) return [];
  const { styles } = composer;
  const heading = { text: title, style: styles.subsection, role: 'H2' as const };
  return [
    { ...composeLine(heading, 11, composer), staysWithNext: true },
    ...texts.map((text) => composeLine({ text, style: styles.body }, 0, composer)),
  ];
}

function composeLine(paragraph: Paragraph, gap: number, { makeRow }: Composer): Group {
  return {
    pieces: [makeRow([{ start: 0, width: contentWidth, paragraphs: [paragraph] }])],
    gap,
  };
}
