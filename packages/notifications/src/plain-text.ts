/** By these a chat would call everybody. */
const calls = /@(?=(?:here|channel|all|everyone)\b)/giu;

const wordJoiner = '\u2060';

/**
 * A text that came from outside as it may stand in a chat: in one line, cut to `maxLength`, and
 * without what Slack and those that understand its messages take for links, mentions or code
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function toPlainText(text: string, maxLength: number): string {
  const [...characters] = text
    .replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('`', "'")
    .replaceAll(calls, `@${wordJoiner}`)
    .trim();
  return characters.length <= maxLength
    ? characters.join('')
    : `${characters.slice(0, maxLength - 1).join('')}…`;
}
