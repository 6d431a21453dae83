/** By these a chat would call everybody. */
const calls = /@(?=(?:here|channel|all|everyone)\b)/giu;

/** And by these show a link under words of its own, or at all. */
const links = /(\])(?=\()|(:)(?=\/\/)/g;

const wordJoiner = '\u2060';

/**
 * A text that came from outside as it may stand in a chat: in one line, cut to `maxLength`, and
 * without what Slack, those that understand its messages and those that read Markdown take for links,
 * mentions or code (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function toPlainText(text: string, maxLength: number): string {
  const [...characters] = text
    .replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('`', "'")
    .replaceAll(calls, `@${wordJoiner}`)
    .replaceAll(links, `$&${wordJoiner}`)
    .trim();
  return characters.length <= maxLength
    ? characters.join('')
    : `${characters.slice(0, maxLength - 1).join('')}…`;
}
