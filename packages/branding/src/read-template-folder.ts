import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { templateFiles, type OwnTemplates, type TemplateProblem } from '@ticketpost/email';
import { describeFileError } from './describe-file-error.ts';
import { findKeyLine } from './json-lines.ts';
import { parseMessages } from './parse-messages.ts';

/** A folder of an agency's own templates and messages, as read. */
export interface TemplateFolder {
  /** What could be read. */
  templates: OwnTemplates;
  /** What could not. */
  problems: TemplateProblem[];
  /** One sentence each: files that nobody reads. */
  warnings: string[];
  /** Adds the line to a problem of a message, which only its file tells. */
  locate: (problem: TemplateProblem) => TemplateProblem;
}

const kinds = ['html', 'text', 'subject'] as const;
const messagesFolder = 'messages';
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads the folder once. What is in the files is judged elsewhere, by `checkOwnTemplates`. */
export function readTemplateFolder(folder: string): TemplateFolder {
  const problems: TemplateProblem[] = [];
  const warnings: string[] = [];
  const sources = new Map<string, string>();

  const attempt = <T>(file: string, read: (path: string) => T): T | undefined => {
    try {
      return read(path.join(folder, file));
    } catch (error) {
      problems.push(describeUnreadable(file === '' ? folder : file, error));
      return undefined;
    }
  };
  // Names that begin with a dot are those of editors, systems and mounted config maps.
  const list = (inside: string) =>
    (attempt(inside, (at) => readdirSync(at)) ?? []).filter((name) => !name.startsWith('.')).sort();
  const read = (file: string): string | undefined => {
    const source = attempt(file, (at) => decoder.decode(readFileSync(at)));
    if (source !== undefined) sources.set(file, source);
    return source;
  };

  const templates: Record<string, string> = {};
  const messages: Record<string, Readonly<Record<string, string>>> = {};
  for (const name of list('')) {
    const kind = kinds.find((one) => templateFiles[one] === name);
    if (kind !== undefined) {
      const source = read(name);
      if (source !== undefined) templates[kind] = source;
    } else if (name !== messagesFolder) {
      warnings.push(describeUnused(name));
    } else {
      for (const inside of list(messagesFolder)) {
        const file = `${messagesFolder}/${inside}`;
        const tag = /^(.+)\.json$/.exec(inside)?.[1];
        if (tag === undefined) {
          warnings.push(describeUnused(file));
          continue;
        }
        const source = read(file);
        if (source === undefined) continue;
        const reading = parseMessages(source, file);
        messages[tag] = reading.messages;
        problems.push(...reading.problems);
      }
    }
  }
  return {
    templates: { ...templates, ...(Object.keys(messages).length > 0 && { messages }) },
    problems,
    warnings,
    locate(problem) {
      const { file, key, line } = problem;
      if (line !== undefined || key === undefined) return problem;
      return { ...problem, line: findKeyLine(sources.get(file) ?? '', key) };
    },
  };
}

function describeUnreadable(file: string, error: unknown): TemplateProblem {
  const { what, remedy } = describeFileError(error);
  return { code: 'unreadable', file, line: undefined, message: `${what}; ${remedy}` };
}

function describeUnused(file: string): string {
  const names = kinds.map((kind) => templateFiles[kind]).join(', ');
  return `${file} is read by nobody: the files that are read are ${names} and ${messagesFolder}/<language>.json`;
}
