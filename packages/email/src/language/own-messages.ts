/** An agency's own messages (ICU MessageFormat), by BCP 47 tag and key. */
export type OwnMessages = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Something wrong with an agency's own messages. */
export interface MessageProblem {
  code:
    | 'unknown_language'
    | 'incomplete_language'
    | 'unknown_message'
    | 'unreadable_message'
    | 'unknown_value'
    | 'unfit_value';
  /** As it was given. */
  language: string;
  /** Absent where it concerns the whole language. */
  key?: string;
  /** What is wrong, without a full stop. */
  message: string;
  /** What to do about it, without a full stop. */
  remedy: string;
}

/** An agency's own messages cannot be used; `problems` holds all that is wrong with them. */
export class OwnMessagesError extends Error {
  readonly code = 'invalid_messages';
  readonly problems: readonly MessageProblem[];

  constructor(problems: readonly MessageProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'OwnMessagesError';
    this.problems = problems;
  }
}

function describeProblem({ language, key, message, remedy }: MessageProblem): string {
  const place = key === undefined ? language : `${language}, ${key}`;
  return `${place}: ${message}; ${remedy}`;
}
