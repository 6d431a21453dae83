import { isolateText, type OrderView } from '@ticketpost/email';
import type { Group } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import type { Composer } from './composer.ts';
import { composeSectionTitle } from './compose-section-title.ts';

/** What is different from the mail before, where something is: a line each. */
export function composeChanges(changes: OrderView['changes'], composer: Composer): Group[] {
  if (changes === undefined) return [];
  const { language, makeRow, styles } = composer;
  const lines = changes.lines.map((parts): Group => {
    const text = parts
      .map(({ kind, text: part }) => (kind === 'value' ? isolateText(part) : part))
      .join('');
    const paragraphs = [{ text, style: styles.body }];
    return { pieces: [makeRow([{ start: 0, width: contentWidth, paragraphs }])], gap: 2 };
  });
  return [composeSectionTitle({ title: language.say('changes.title') }, composer), ...lines];
}
