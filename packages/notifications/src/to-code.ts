/** A text that came from outside as a stable code, or `unknown`: no sentence and no link is one. */
export function toCode(text: string): string {
  return /^[a-z0-9_]{1,64}$/.test(text) ? text : 'unknown';
}
