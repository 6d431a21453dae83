import ical from 'node-ical';

type Calendar = ReturnType<typeof ical.parseICS>;
export type ReadEvent = Extract<Calendar[string], { type: 'VEVENT' }>;

/** The entries of a calendar file in their order, as a reader that is not the writer sees them. */
export function readEvents(calendar: string | undefined): ReadEvent[] {
  return Object.values(ical.sync.parseICS(calendar ?? '')).flatMap((component) =>
    component?.type === 'VEVENT' ? [component] : [],
  );
}

/** The lines of the file as they were before they were folded (RFC 5545, 3.1). */
export function readLines(calendar: string | undefined): string[] {
  return (calendar ?? '').replaceAll('\r\n ', '').split('\r\n');
}
