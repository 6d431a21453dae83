import { html, type Html } from '@ticketpost/html';
import { formatCount } from './format-count.ts';

const height = 72;
const slot = 10;
const gap = 2;

/** Bars, oldest first, for people who see them, and the same in words. */
export function renderBarChart(options: {
  title: string;
  values: readonly number[];
  /** What the bar of an index stands for: `08:01`. */
  labelOf: (index: number) => string;
  /** What is counted, in one bar: `in one minute`. */
  per: string;
}): Html {
  const { title, values, labelOf, per } = options;
  const total = values.reduce((sum, value) => sum + value, 0);
  const peak = Math.max(0, ...values);
  const peakAt = values.indexOf(peak);
  const words =
    total === 0
      ? 'none'
      : `${formatCount(total)}; at most ${formatCount(peak)} ${per}, at ${labelOf(peakAt)} UTC`;
  const width = values.length * slot;
  return html`<figure class="chart">
    <figcaption>
      <span class="title">${title}</span>
      <span class="total">${formatCount(total)}</span>
    </figcaption>
    <svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${title}: ${words}."
    >
      ${values.map((value, index) => renderBar({ value, index, peak, label: labelOf(index) }))}
    </svg>
    <p class="axis" aria-hidden="true">
      <span>${labelOf(0)}</span>
      <span>${peak > 0 && `peak ${formatCount(peak)} ${per}`}</span>
      <span>now</span>
    </p>
  </figure>`;
}

function renderBar(bar: { value: number; index: number; peak: number; label: string }): Html {
  const { value, index, peak, label } = bar;
  // A bar is never so low that it looks like none.
  const rise = value === 0 ? 1 : Math.max(4, Math.round((value / peak) * height));
  return html`<rect
    x="${index * slot + gap / 2}"
    y="${height - rise}"
    width="${slot - gap}"
    height="${rise}"
    class="${value === 0 ? 'none' : 'some'}"
  >
    <title>${label}: ${formatCount(value)}</title>
  </rect>`;
}
