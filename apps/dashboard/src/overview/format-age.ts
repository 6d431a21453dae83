const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long something has lasted, coarsely: below a minute nobody acts upon the seconds. */
export function formatAge(ageMs: number): string {
  if (ageMs < minuteMs) return 'less than a minute';
  if (ageMs < 2 * hourMs) return `${Math.floor(ageMs / minuteMs)} min`;
  if (ageMs < 2 * dayMs) return `${Math.floor(ageMs / hourMs)} hours`;
  return `${Math.floor(ageMs / dayMs)} days`;
}
