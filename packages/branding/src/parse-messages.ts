import type { TemplateProblem } from '@ticketpost/email';
import { findJsonErrorLine, findKeyLine } from './json-lines.ts';

/** A file of messages: those that could be read, and what is wrong with the others. */
export interface MessagesReading {
  messages: Readonly<Record<string, string>>;
  problems: TemplateProblem[];
}

/** Reads `{ "<key>": "<message>", … }`. What the keys and messages are is judged elsewhere. */
export function parseMessages(source: string, file: string): MessagesReading {
  let content: unknown;
  try {
    content = JSON.parse(source);
  } catch (error) {
    const problem: TemplateProblem = {
      code: 'not_json',
      file,
      line: findJsonErrorLine(source, error),
      message:
        'is no JSON from here on; look for a comma or a quote that is missing or too many, on this line or the one before',
    };
    return { messages: {}, problems: [problem] };
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    const message = `is no object of messages; ${remedy}`;
    return { messages: {}, problems: [{ code: 'not_messages', file, line: 1, message }] };
  }
  const messages: Record<string, string> = {};
  const problems: TemplateProblem[] = [];
  for (const [key, value] of Object.entries(content)) {
    if (typeof value === 'string') {
      messages[key] = value;
    } else {
      const message = `"${key}" is no text; ${remedy}`;
      problems.push({ code: 'not_messages', file, line: findKeyLine(source, key), message });
    }
  }
  return { messages, problems };
}

const remedy = 'write { "<key>": "<message>" }, with a comma between two';
