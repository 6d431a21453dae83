import type { Language } from '@ticketpost/email';
import type { PieceMaker } from '../page/create-piece-maker.ts';
import type { TextStyles } from './text-styles.ts';

/** What the parts of an itinerary are composed with. */
export interface Composer extends PieceMaker {
  language: Language;
  styles: TextStyles;
  /** The brand's colour, as it reads on paper. */
  accent: string;
}
