import Handlebars from 'handlebars';
import { isolateText } from '../language/isolate-text.ts';
import type { Language, MessageKey, MessagePart, MessageValues } from '../language/language.ts';
import { wrapProse } from './text/wrap-prose.ts';

/** Where the output is read: between the tags of an HTML page, or as plain text. */
export type OutputKind = 'html' | 'text';

/** A compiled template: fills it from a model, in a language. */
type Template<Model> = (model: Model, language: Language) => string;

/** Compiles templates for one kind of output. */
export interface TemplateEngine {
  /**
   * Makes a template of a Handlebars source. Throws for one that cannot be read, or that uses a
   * helper or partial nobody knows. Later, a field that the model does not have is an error too.
   */
  compile<Model>(source: string): Template<Model>;
}

const options = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { say: true, prose: true, parts: true },
} as const;

/**
 * Makes an engine with three helpers besides those built in:
 * `{{say "key" name=value …}}`, a message of the language, its gaps filled; `{{prose "key" …}}`, the
 * same broken into short lines in plain text; and `{{parts pieces}}`, a message that was filled
 * before. The language comes with the data of each rendering, so that one
 * compiled template serves them all.
 */
export function createTemplateEngine(kind: OutputKind): TemplateEngine {
  const handlebars = Handlebars.create();
  const print = kind === 'html' ? printHtml : printText;
  const say: Say =
    kind === 'html'
      ? (key, { hash, data }) => printHtml(data.language.sayInParts(key, fillAbsent(hash)))
      : (key, { hash, data }) => data.language.say(key, fillAbsent(hash));
  const prose: Say = (key, sayOptions) => {
    const said = say(key, sayOptions);
    return typeof said === 'string' ? wrapProse(said) : said;
  };
  handlebars.registerHelper({
    say: keepFixed(say),
    prose: keepFixed(prose),
    parts: (pieces: readonly MessagePart[], { data }: SayOptions) => print(pieces, data.language),
  });
  const compileOptions = { ...options, noEscape: kind === 'text' };

  return {
    compile<Model>(source: string): Template<Model> {
      // Handlebars compiles when a template is used first; this finds what is wrong in it now.
      handlebars.precompile(source, compileOptions);
      const fill = handlebars.compile<Model>(source, compileOptions);
      return (model, language) => fill(model, { data: { language } });
    },
  };
}

type Printed = string | Handlebars.SafeString;
type Say = (key: MessageKey, options: SayOptions) => Printed;

interface SayOptions {
  hash: Readonly<Record<string, string | number | boolean | undefined>>;
  data: { language: Language };
}

/** Most messages have no gaps: those are the same in every mail, and written once for a language. */
function keepFixed(say: Say): Say {
  const kept = new WeakMap<Language, Map<MessageKey, Printed>>();
  return (key, sayOptions) => {
    if (Object.keys(sayOptions.hash).length > 0) return say(key, sayOptions);
    const { language } = sayOptions.data;
    const ofLanguage = kept.get(language) ?? new Map<MessageKey, Printed>();
    kept.set(language, ofLanguage);
    const printed = ofLanguage.get(key) ?? say(key, sayOptions);
    ofLanguage.set(key, printed);
    return printed;
  };
}

/** What is absent chooses the case `none` of a message; yes and no choose `true` and `false`. */
function fillAbsent(hash: SayOptions['hash']): MessageValues {
  const values: Record<string, string | number> = {};
  for (const [name, value = 'none'] of Object.entries(hash)) {
    values[name] = typeof value === 'boolean' ? String(value) : value;
  }
  return values;
}

/** A text that was filled in is kept apart from the writing direction of the words around it. */
function printHtml(pieces: readonly MessagePart[]): Handlebars.SafeString {
  const html = pieces.map(({ kind, text }) => {
    const escaped = Handlebars.escapeExpression(text);
    return kind === 'value' ? `<bdi>${escaped}</bdi>` : escaped;
  });
  return new Handlebars.SafeString(html.join(''));
}

/** Only where the words run from right to left: not every program hides the marks. */
function printText(pieces: readonly MessagePart[], { direction }: Language): string {
  return pieces
    .map(({ kind, text }) => (kind === 'value' && direction === 'rtl' ? isolateText(text) : text))
    .join('');
}
