import type { MessageProblem } from '../../language/own-messages.ts';

/** The names of an agency's own files, by what they are for; messages are in a folder of their own. */
export const templateFiles = {
  html: 'html.hbs',
  text: 'text.hbs',
  subject: 'subject.hbs',
} as const;

export type TemplateKind = keyof typeof templateFiles;

/** Something in an agency's own templates that must be mended before they are used. */
export interface TemplateProblem {
  /** What kind of problem; stable. */
  code: TemplateProblemCode;
  /** Within the folder, for example `html.hbs` or `messages/es.json`. */
  file: string;
  /** From 1; undefined where it is about the file as a whole, or only the file's reader can tell. */
  line: number | undefined;
  /** Of a message: its key. */
  key?: string;
  /** What is wrong and what to do; goes on after the file's name, without a full stop. */
  message: string;
}

type TemplateProblemCode =
  | 'unreadable'
  | 'not_json'
  | 'not_messages'
  | MessageProblem['code']
  | 'syntax'
  | 'unknown_helper'
  | 'unknown_field'
  | 'missing_value'
  | 'unescaped'
  | 'forbidden_markup'
  | 'insecure_address'
  | 'missing_number'
  | 'too_big'
  | 'empty_subject'
  | 'rendering';

/** A problem of a file that is known from the context. */
export type Finding = Pick<TemplateProblem, 'code' | 'line' | 'message'>;
