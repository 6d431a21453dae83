const units = [
  ['d', 24 * 60 * 60_000],
  ['h', 60 * 60_000],
  ['min', 60_000],
] as const;

/** `45 s`, `12 min`, `3 h`, `2 d`. */
export function formatDuration(durationMs: number): string {
  const [name, unitMs] = units.find(([, ms]) => durationMs >= ms) ?? ['s', 1000];
  return `${Math.round(Math.max(0, durationMs) / unitMs)} ${name}`;
}
