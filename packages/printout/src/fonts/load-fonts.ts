import { readFile } from 'node:fs/promises';
import { create } from 'fontkit';
import type { Face, Faces, Weight } from './face.ts';
import { unpackWoff } from './unpack-woff.ts';

/** What `scripts/generate.mjs` puts there; the same place for `src` and for `dist`. */
const folder = new URL('../../dist/font-files/', import.meta.url);
const fileWeights: Record<Weight, number> = { regular: 400, bold: 700 };

const chinese = 'noto-sans-sc-chinese-simplified';
const parts = [
  'noto-sans-latin',
  'noto-sans-latin-ext',
  'noto-sans-vietnamese',
  'noto-sans-greek',
  'noto-sans-cyrillic',
  'ibm-plex-sans-arabic-arabic',
  chinese,
] as const;
type Part = (typeof parts)[number];

export interface Fonts {
  /** The faces for a language: the one that holds its script comes before all that could stand in. */
  forLanguage(tag: string): Faces;
}

/** Reads the fonts, once for all printouts. They take some 10 MB of memory. */
export async function loadFonts(): Promise<Fonts> {
  const faces = new Map<Part, Record<Weight, Face>>();
  for (const part of parts) {
    const [regular, bold] = await Promise.all([loadFace(part, 'regular'), loadFace(part, 'bold')]);
    faces.set(part, { regular, bold });
  }
  const inOrder = (order: readonly Part[]): Faces => {
    const chosen = order.flatMap((part) => faces.get(part) ?? []);
    return {
      regular: chosen.map(({ regular }) => regular),
      bold: chosen.map(({ bold }) => bold),
    };
  };

  const usual = inOrder(parts);
  // Punctuation that both have is drawn differently among Chinese characters.
  const chineseFirst = inOrder([chinese, ...parts.filter((part) => part !== chinese)]);
  return {
    forLanguage: (tag) => (new Intl.Locale(tag).language === 'zh' ? chineseFirst : usual),
  };
}

async function loadFace(part: Part, weight: Weight): Promise<Face> {
  const name = `${part}-${fileWeights[weight]}-normal`;
  const source = unpackWoff(await readFile(new URL(`${name}.woff`, folder)));
  const font = create(source);
  if (!('characterSet' in font)) throw new Error(`"${name}" is a collection of fonts`);
  return { name, source, codePoints: new Set(font.characterSet) };
}
