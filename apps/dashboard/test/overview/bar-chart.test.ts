import { expect, test } from '@jest/globals';
import { renderBarChart } from '../../src/overview/bar-chart.ts';

const chart = (values: readonly number[]) =>
  renderBarChart({
    title: 'Sent in the last hour',
    values,
    labelOf: (index) => `08:0${index}`,
    per: 'in one minute',
  }).html;

test('says in words what its bars show', () => {
  expect(chart([1, 0, 1999, 20])).toContain(
    'aria-label="Sent in the last hour: 2,020; at most 1,999 in one minute, at 08:02 UTC."',
  );
});

test('is flat when nothing was sent', () => {
  const text = chart([0, 0]);
  expect(text).toContain('aria-label="Sent in the last hour: none."');
  expect(text.match(/class="none"/g)).toHaveLength(2);
  expect(text).not.toContain('NaN');
});

test('draws the highest bar to the top, and none that was sent as nothing', () => {
  const heights = [...chart([1, 1000]).matchAll(/<rect[^>]*height="(\d+)"/g)].map(([, one]) => one);
  expect(heights).toEqual(['4', '72']);
});
