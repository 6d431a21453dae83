import { describe, expect, test } from '@jest/globals';
import { createPalette } from '../../src/brand/create-palette.ts';
import { brandColors } from '../html/brand-colors.ts';
import { contrastOf } from '../html/contrast.ts';

describe('the colours of a brand', () => {
  test.each(brandColors)('in %s read on each other', (color) => {
    const { light, dark } = createPalette(color);
    for (const { accent, onAccent, onAccentMuted } of [light, dark]) {
      expect(contrastOf(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(accent, onAccentMuted)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('keep a colour that reads as it is', () => {
    const { light } = createPalette('#0b4a6f');
    expect(light).toMatchObject({ accent: '#0B4A6F', onAccent: '#FFFFFF', link: '#0B4A6F' });
  });

  test('write in black on a bright one, and darken its links', () => {
    const { light } = createPalette('#ffcc00');
    expect(light).toMatchObject({ accent: '#FFCC00', onAccent: '#000000' });
    expect(light.link).not.toBe('#FFCC00');
  });

  test.each([[''], ['red'], ['#fff'], ['#ggg000'], ['#0b4a6f;x:y'], ['#0b4a6f80']])(
    'are the usual ones for "%s"',
    (color) => {
      expect(createPalette(color)).toEqual(createPalette(undefined));
    },
  );
});
