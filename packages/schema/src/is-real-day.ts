/** True when the calendar has this day, written `YYYY-MM-DD`. */
export function isRealDay(day: string): boolean {
  // `Date` takes the 30th of February for a day in March, and the 13th month for none.
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T`);
}
