import { knownLines, knownNames } from './known-headers.ts';

/** First bytes of a stored header line: 0 a name of its own, from 1 a known name, from 128 a known line. */
export const ownNameCode = 0;
const firstNameCode = 1;
const namesInEachCase = 63;
const firstLineCode = 128;

const codes = new Map<string, number>();
const texts = new Map<number, string>();

for (const [index, name] of knownNames.entries()) {
  learn(name.toLowerCase(), firstNameCode + namesInEachCase + index);
  learn(name, firstNameCode + index);
}
for (const [index, line] of knownLines.entries()) learn(line, firstLineCode + index);

function learn(text: string, code: number): void {
  codes.set(text, code);
  texts.set(code, text);
}

/** The code of a header's name, or of a whole line, if it is a known one. */
export function codeOf(text: string): number | undefined {
  return codes.get(text);
}

export function textOf(code: number): string | undefined {
  return texts.get(code);
}

export function isLineCode(code: number): boolean {
  return code >= firstLineCode;
}
