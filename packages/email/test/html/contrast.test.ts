import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import { brandColors } from './brand-colors.ts';
import { fullInput } from './build-mails.ts';
import { contrastOf } from './contrast.ts';
import { readTextColors, type Scheme } from './read-text-colors.ts';

function renderIn(color: string | undefined): string {
  const brand = {
    name: 'Example Travel',
    supportEmail: 'help@example.com',
    legalFooter: 'Example Travel Ltd',
    ...(color !== undefined && { color }),
  };
  return createEmailRenderer({ brand }).render(fullInput).html;
}

const rows = brandColors.flatMap((color) =>
  (['light', 'dark'] as const).map((scheme): [string | undefined, Scheme] => [color, scheme]),
);

describe('every text in the mail', () => {
  test.each(rows)('of a brand in %s has a contrast of 4.5 or more in %s mode', (color, scheme) => {
    const texts = readTextColors(renderIn(color), scheme);
    expect(texts.length).toBeGreaterThan(80);
    const faint = texts.filter(({ color: ink, background }) => contrastOf(ink, background) < 4.5);
    expect(faint).toEqual([]);
  });

  test('is on other grounds in dark mode than in light mode', () => {
    const html = renderIn('#c8102e');
    const groundsIn = (scheme: Scheme) =>
      new Set(readTextColors(html, scheme).map(({ background }) => background));
    const light = groundsIn('light');
    expect(light.size).toBeGreaterThanOrEqual(5);
    expect([...groundsIn('dark')].filter((ground) => light.has(ground))).toEqual([]);
  });
});
