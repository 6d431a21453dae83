/** A Redis stream; its ids hold the time. Its lines never change. */
export const auditStreamKey = 'ticketpost:audit';

/** Where the person's own words of a line open. */
export const whyContext = JSON.stringify(['audit', 'why']);

/** Beside the stream: a hash for each day of how what was begun then ended, by the line's id. */
export function auditOutcomesKey(id: string): string {
  return `ticketpost:audit-outcomes:${dayOf(id)}`;
}

/** What the keys of the hashes of words begin with. */
export const auditWhysPrefix = 'ticketpost:audit-whys:';

/** Beside the stream: a hash for each day of the persons' own words of that day's lines, sealed, by the line's id. */
export function auditWhysKey(id: string): string {
  return `${auditWhysPrefix}${dayOf(id)}`;
}

/** When a line was written, in ms since the epoch. */
export function timeOfAuditEntry(id: string): number {
  return Number(id.split('-')[0]);
}

function dayOf(id: string): string {
  return new Date(timeOfAuditEntry(id)).toISOString().slice(0, 10);
}
