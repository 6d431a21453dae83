/** In one Redis Cluster slot, since a report changes both. */
export const reportIndexKey = 'ticketpost:{processes}:seen';

export function reportKey(id: string): string {
  return `ticketpost:{processes}:report:${id}`;
}

/** A process that has said nothing for this long is not among the living. */
export const reportTtlMs = 30_000;
