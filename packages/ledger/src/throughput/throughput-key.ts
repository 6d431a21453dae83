/** One hash an hour, with a field for each of its minutes. */
export function throughputKey(hour: number): string {
  return `ticketpost:sent:${new Date(hour * hourMs).toISOString().slice(0, 13)}`;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
