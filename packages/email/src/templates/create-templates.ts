import Handlebars from 'handlebars';
import type { Palette } from '../brand/create-palette.ts';
import type { ConfirmationView } from '../content/confirmation-view.ts';
import { layouts } from '../generated/layouts.ts';
import type { Language } from '../language/language.ts';
import type { RenderedEmail } from '../rendered-email.ts';
import { createTemplateEngine } from './create-template-engine.ts';
import type { OwnTemplates } from './own-templates.ts';
import { subjectTemplate } from './subject-template.ts';
import { textTemplate } from './text-template.ts';

/** What the HTML template shows: the view, and what only HTML needs. */
export interface HtmlModel extends ConfirmationView {
  /** As the subject template made it. */
  subject: string;
  colors: Palette;
  /** Fit to stand in a `script` element as it is; undefined where the mail has none. */
  jsonLd: Handlebars.SafeString | undefined;
}

/** Gmail shows the first 102 KB of a mail's HTML and hides the rest behind a link. */
const maxHtmlBytes = 100_000;

export interface Templates {
  fill(
    view: ConfirmationView,
    options: {
      language: Language;
      /** Formatted to stand in a `script` element. */
      jsonLd: string | undefined;
    },
  ): Pick<RenderedEmail, 'subject' | 'html' | 'text'>;
}

/** Compiles all templates, an agency's own ones in the place of ours. */
export function createTemplates(own: OwnTemplates, colors: Palette): Templates {
  const plain = createTemplateEngine('text');
  const rich = createTemplateEngine('html');
  const fillSubject = plain.compile<ConfirmationView>(own.subject ?? subjectTemplate);
  const fillText = plain.compile<ConfirmationView>(own.text ?? textTemplate);
  const ltr = rich.compile<HtmlModel>(own.html ?? layouts.ltr);
  const fillHtml = {
    ltr,
    rtl: own.html === undefined ? rich.compile<HtmlModel>(layouts.rtl) : ltr,
  };

  return {
    fill(view, { language, jsonLd }) {
      // A file ends in a line break, and a subject is one line.
      const subject = fillSubject(view, language).replace(/\s+/gu, ' ').trim();
      const write = (marked: HtmlModel['jsonLd']) =>
        fillHtml[language.direction]({ ...view, subject, colors, jsonLd: marked }, language);
      const whole = write(jsonLd === undefined ? undefined : new Handlebars.SafeString(jsonLd));
      // What machines read gives way to what people read.
      const isTooLong = jsonLd !== undefined && Buffer.byteLength(whole) > maxHtmlBytes;
      return {
        subject,
        html: isTooLong ? write(undefined) : whole,
        text: fillText(view, language),
      };
    },
  };
}
