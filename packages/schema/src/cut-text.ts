/** Cuts a text to so many characters, counted as JSON Schema counts: no character is cut in two. */
export function cutText(text: string, maxLength: number): string {
  return Array.from(text).slice(0, maxLength).join('');
}
