import { languageTags } from '../../language/language-tags.ts';
import { readOwnMessages } from '../../language/read-own-messages.ts';
import type { OwnTemplates } from '../own-templates.ts';
import { blankMustaches } from './blank-mustaches.ts';
import { checkFilled } from './check-filled.ts';
import { checkNames } from './check-names.ts';
import { findForbiddenMarkup } from './find-forbidden-markup.ts';
import { parseTemplate } from './parse-template.ts';
import { probes } from './probes.ts';
import {
  templateFiles,
  type Finding,
  type TemplateKind,
  type TemplateProblem,
} from './template-problem.ts';

export interface CheckOptions {
  /** How much is tried: one mail in English, or every kind of mail in every language. */
  probes: 'one' | 'all';
}

const kinds = ['html', 'text', 'subject'] as const;

/**
 * Everything that is wrong with an agency's own templates and messages; empty when they can be used.
 * Each is read as it stands, and what can be read is filled with orders made up for it. No I/O.
 */
export function checkOwnTemplates(own: OwnTemplates, options: CheckOptions): TemplateProblem[] {
  const { problems, locales } = checkMessages(own.messages ?? {});
  const messages = problems.length === 0 ? own.messages : undefined;
  const tried =
    options.probes === 'one'
      ? { probes: probes.slice(0, 1), locales: ['en'] }
      : { probes, locales };
  for (const kind of kinds) {
    const source = own[kind];
    if (source === undefined) continue;
    const asRead = checkSource(kind, source);
    const isReadable = asRead.every(
      ({ code }) => code === 'forbidden_markup' || code === 'insecure_address',
    );
    const asFilled = isReadable
      ? checkFilled(kind, { [kind]: source, ...(messages && { messages }) }, tried)
      : [];
    // What was found in the template already has its line there.
    const isNew = ({ code }: Finding) => !asRead.some((finding) => finding.code === code);
    problems.push(
      ...[...asRead, ...asFilled.filter(isNew)].map((finding) => ({
        ...finding,
        file: templateFiles[kind],
      })),
    );
  }
  return problems;
}

/** The problems of messages; without any, the languages there are with them. */
function checkMessages(own: NonNullable<OwnTemplates['messages']>) {
  const reading = readOwnMessages(own);
  const empty = Object.entries(own).flatMap(([language, messages]) =>
    ['subject', 'subject.references']
      .filter((key) => messages[key]?.trim() === '')
      .map((key) => {
        const message = 'is empty, and so would be the subject; give it words';
        return { code: 'empty_subject' as const, language, key, message };
      }),
  );
  const problems = [...(reading.kind === 'invalid' ? reading.problems : []), ...empty].map(
    ({ code, language, key, message }): TemplateProblem => ({
      code,
      file: `messages/${language}.json`,
      line: undefined,
      ...(key === undefined ? { message } : { key, message: `"${key}" ${message}` }),
    }),
  );
  const locales = reading.kind === 'files' ? reading.files.map(({ tag }) => tag) : languageTags;
  return { problems, locales };
}

function checkSource(kind: TemplateKind, source: string): Finding[] {
  const parsed = parseTemplate(source);
  if (parsed.kind === 'broken') return [parsed.finding];
  const { program } = parsed;
  return [
    ...checkNames(program, kind),
    ...(kind === 'html'
      ? findForbiddenMarkup(blankMustaches(source, program), { isFilled: false })
      : []),
  ].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
