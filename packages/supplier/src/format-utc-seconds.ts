/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, the form in which the supplier's order list takes its period. */
export function formatUtcSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
