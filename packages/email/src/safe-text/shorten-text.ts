/** At most `maxLength` code points; the last one is an ellipsis when something was cut off. */
export function shortenText(value: string, maxLength: number): string {
  if (value.length <= maxLength) return value;
  const codePoints = Array.from(value);
  if (codePoints.length <= maxLength) return value;
  return `${codePoints.slice(0, maxLength - 1).join('')}…`;
}
