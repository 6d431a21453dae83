import Color from 'color';

/** The colours that follow the brand, each readable where the mail uses it (WCAG 2.2: 4.5:1). */
export interface Palette {
  light: BrandColors;
  dark: BrandColors;
}

/** For one colour scheme, each `#rrggbb`. */
interface BrandColors {
  /** Behind the title and the buttons. */
  accent: string;
  /** Words on the accent. */
  onAccent: string;
  /** Less important words on the accent. */
  onAccentMuted: string;
  /** Links on the mail's card and its panels. */
  link: string;
}

type Ink = InstanceType<typeof Color>;

const defaultAccent = '#0b4a6f';
const minContrast = 4.5;
const white = Color('#ffffff');
/** With white the one pair of which, on any colour at all, one reads at 4.5:1. */
const black = Color('#000000');

/** What links stand on: card and panels of `layout/`. A test compares. */
const lightGrounds = [Color('#ffffff'), Color('#f2f5f8')];
const darkGrounds = [Color('#1a2129'), Color('#242d37')];

/** Makes the colours of a brand's one; of the product's own one where it is none (`#rrggbb`). */
export function createPalette(color: string | undefined): Palette {
  const accent = Color(/^#[\da-f]{6}$/iu.test(color ?? '') ? color : defaultAccent);
  const darkAccent = accent.mix(black, 0.2);
  return {
    light: { ...chooseInks(accent), link: bendTo(black, accent, lightGrounds) },
    dark: { ...chooseInks(darkAccent), link: bendTo(white, accent, darkGrounds) },
  };
}

function chooseInks(accent: Ink): Omit<BrandColors, 'link'> {
  const ink = accent.contrast(white) >= minContrast ? white : black;
  const inks = [0.2, 0.1].map((share) => ink.mix(accent, share));
  const muted = inks.find((color) => reads(color, [accent])) ?? ink;
  return { accent: accent.hex(), onAccent: ink.hex(), onAccentMuted: muted.hex() };
}

/** The colour itself where it reads, else the first that does on the way to `end`. */
function bendTo(end: Ink, color: Ink, grounds: readonly Ink[]): string {
  const steps = Array.from({ length: 20 }, (_, step) => color.mix(end, step / 20));
  return (steps.find((bent) => reads(bent, grounds)) ?? end).hex();
}

/** Judged as it will be written: with whole numbers. */
function reads(ink: Ink, grounds: readonly Ink[]): boolean {
  const written = Color(ink.hex());
  return grounds.every((ground) => written.contrast(ground) >= minContrast);
}
