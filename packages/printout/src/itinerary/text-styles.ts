import type { TextStyle } from '../text/set-text.ts';
import { inks } from './inks.ts';

export type TextStyles = ReturnType<typeof createTextStyles>;

/** Every way in which a text is set. `accent`: the brand's colour, as it reads on paper. */
export function createTextStyles(accent: string) {
  const style = (size: number, ink: string, weight: TextStyle['weight']): TextStyle => ({
    size,
    ink,
    weight,
  });
  return {
    brand: style(14, accent, 'bold'),
    title: style(19, inks.text, 'bold'),
    section: style(12.5, accent, 'bold'),
    subsection: style(10.5, accent, 'bold'),
    reference: style(23, inks.text, 'bold'),
    clock: style(17, inks.text, 'bold'),
    strong: style(10, inks.text, 'bold'),
    body: style(9.5, inks.text, 'regular'),
    label: style(8, inks.muted, 'regular'),
    note: style(8.5, inks.muted, 'regular'),
  };
}
