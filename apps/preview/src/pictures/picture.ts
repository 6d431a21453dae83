import type { MailChoice } from '../mail-choice.ts';
import type { Scheme } from '../pages/frame.ts';

/** A picture of a mail in docs/images. */
export interface Picture {
  /** Name of its file. */
  file: string;
  choice: MailChoice;
  /** Of the window, in CSS pixels. */
  width: number;
  /** How much of the mail is shown, from the top; all of it when not given. */
  height?: number;
  scheme: Scheme;
}

/** The README's pictures of mails. The visual test compares each with the mail as it is now. */
export const pictures: readonly Picture[] = [
  {
    file: 'mail.png',
    choice: { sampleId: 'family', variant: 'confirmation', locale: 'en' },
    width: 600,
    scheme: 'light',
  },
  {
    file: 'mail-dark.png',
    choice: { sampleId: 'four-segments', variant: 'confirmation', locale: 'en' },
    width: 600,
    height: 1200,
    scheme: 'dark',
  },
  {
    file: 'mail-update.png',
    choice: { sampleId: 'family', variant: 'update', locale: 'es' },
    width: 600,
    height: 800,
    scheme: 'light',
  },
  {
    file: 'mail-phone-zh.png',
    choice: { sampleId: 'one-passenger', variant: 'confirmation', locale: 'zh-Hans' },
    width: 320,
    height: 1000,
    scheme: 'light',
  },
  {
    file: 'mail-phone-ar.png',
    choice: { sampleId: 'with-infant', variant: 'confirmation', locale: 'ar' },
    width: 320,
    height: 1000,
    scheme: 'dark',
  },
];
