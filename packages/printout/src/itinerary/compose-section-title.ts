import type { Group } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import type { Composer } from './composer.ts';

/** The title of a part of the page, with a remark that holds for all of it. */
export function composeSectionTitle(
  { title, remark }: { title: string; remark?: string },
  { makeRow, styles }: Composer,
): Group {
  const paragraphs = [
    { text: title, style: styles.section, role: 'H2' as const },
    { text: remark, style: styles.note },
  ];
  const row = makeRow([{ start: 0, width: contentWidth, paragraphs }], { bottom: 3 });
  return { pieces: [row], gap: 14, staysWithNext: true };
}
