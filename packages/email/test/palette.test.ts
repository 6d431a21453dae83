import { describe, expect, test } from '@jest/globals';
import { darkPalette, lightPalette } from '../src/brand/palette.ts';

/** Relative luminance, WCAG 2.2. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const pairs = Object.entries({ light: lightPalette, dark: darkPalette }).flatMap(
  ([mode, { page, banner, card, panel, notice }]) =>
    Object.entries({ page, banner, card, panel, notice }).flatMap(
      ([surface, { background, inks }]) =>
        Object.entries(inks).map(([ink, color]) => ({ mode, surface, ink, background, color })),
    ),
);

describe('contrast', () => {
  test.each(pairs)('of $ink on $surface in $mode mode is at least 4.5', ({ background, color }) => {
    expect(contrastOf(background, color)).toBeGreaterThanOrEqual(4.5);
  });
});
