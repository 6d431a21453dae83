/** Words of a server as they can stand in a sentence; mailboxes in them are left out. */
export function toOneLine(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/[^\s<>"]+@[^\s<>"]+/g, '…')
    .trim()
    .slice(0, 300);
}
