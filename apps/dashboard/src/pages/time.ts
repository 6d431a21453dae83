import { html, type Html } from '@ticketpost/html';

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A point in time for people: `24 Nov 2025, 08:01:05 UTC`. What is no time stands as it came. */
export function renderTime(at: string): Html {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return html`${at}`;
  return html`<time datetime="${time.toISOString()}">${format.format(time)} UTC</time>`;
}
