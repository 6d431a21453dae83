/** Longer answers are cut: the order's page has them whole. */
const longestAnswer = 300;

/** A mail server's answer on one line, and not too long for a message. */
export function cutAnswer(answer: string): string {
  const line = answer.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longestAnswer ? line : `${line.slice(0, longestAnswer)}…`;
}
