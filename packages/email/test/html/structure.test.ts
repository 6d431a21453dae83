import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import type { Brand } from '@ticketpost/email';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { bareInput, fullInput } from './build-mails.ts';

type Element = DefaultTreeAdapterTypes.Element;

const content = Buffer.from('picture');
const fullBrand: Brand = {
  name: 'Example Travel',
  color: '#c8102e',
  logo: { kind: 'inline', contentType: 'image/png', content },
  logoWidth: 120,
  supportEmail: 'help@example.com',
  supportPhone: '+44 20 7946 0000',
  legalFooter: 'Example Travel Ltd\n1 Example Street',
};

function listElements(node: DefaultTreeAdapterTypes.Node): Element[] {
  const own = 'tagName' in node ? [node] : [];
  return 'childNodes' in node ? [...own, ...node.childNodes.flatMap(listElements)] : own;
}

function read(element: Element, wanted: string): string | undefined {
  return element.attrs.find(({ name }) => name === wanted)?.value;
}

const mails = ['en', 'ar', 'zh-Hans', 'es'].flatMap((locale) =>
  [
    { what: 'everything', brand: fullBrand, input: fullInput },
    { what: 'as little as can be', brand: { name: 'Example Travel' }, input: bareInput },
  ].map(({ what, brand, input }): [string, string, Element[], string] => {
    const { html } = createEmailRenderer({ brand }).render({ ...input, locale });
    return [what, locale, listElements(parse(html)), html];
  }),
);

describe.each(mails)('the HTML with %s in "%s"', (what, locale, elements, html) => {
  const named = (...names: string[]) => elements.filter(({ tagName }) => names.includes(tagName));
  const direction = locale === 'ar' ? 'rtl' : 'ltr';

  test('has its language and direction on the page and on the body, which some clients alone keep', () => {
    const marked = elements.filter((element) => read(element, 'lang') !== undefined);
    expect(marked.map((element) => [read(element, 'lang'), read(element, 'dir')])).toEqual([
      [locale, direction],
      [locale, direction],
    ]);
  });

  test('has one title, and no heading of a level that no other leads to', () => {
    const levels = named('h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(({ tagName }) =>
      Number(tagName[1]),
    );
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const steps = levels.slice(1).map((level, index) => level - (levels[index] ?? 0));
    expect(steps.filter((step) => step > 1)).toEqual([]);
  });

  test('has tables for layout that say so, and row heads in all others', () => {
    const data = named('table').filter((table) => read(table, 'role') !== 'presentation');
    expect(data.length > 0).toBe(what === 'everything');
    for (const table of data) {
      const rows = listElements(table).filter(({ tagName }) => tagName === 'tr');
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const [head] = listElements(row).filter(({ tagName }) => tagName !== 'tr');
        expect([head?.tagName, head && read(head, 'scope')]).toEqual(['th', 'row']);
      }
    }
    const heads = named('th').length;
    expect(data.flatMap(listElements).filter(({ tagName }) => tagName === 'th')).toHaveLength(
      heads,
    );
  });

  test('has the same structure after a browser has read it: nothing was out of place', () => {
    const count = (name: string) => html.match(new RegExp(`<${name}\\b`, 'gu'))?.length ?? 0;
    const inConditions = html.match(/<!--\[if.*?<!\[endif\]-->/gsu)?.join('') ?? '';
    for (const name of ['table', 'tr', 'td', 'th', 'p', 'div', 'dl', 'ul', 'h2', 'h3']) {
      const hidden = inConditions.match(new RegExp(`<${name}\\b`, 'gu'))?.length ?? 0;
      expect([name, named(name).length]).toEqual([name, count(name) - hidden]);
    }
  });

  test('has no height that text could outgrow, and no width beyond a phone', () => {
    const styles = elements.map((element) => read(element, 'style') ?? '').join(';');
    expect(styles).not.toMatch(/(?:^|;)\s*height:(?!auto)/u);
    const shown = elements.filter(({ tagName }) => tagName !== 'img');
    expect(shown.filter((element) => read(element, 'height') !== undefined)).toEqual([]);
    const widths = Array.from(
      styles.matchAll(/(?:^|;)\s*(?:min-)?width:(\d+)px/gu),
      ([, px]) => px,
    );
    expect(widths.filter((px) => Number(px) > 280)).toEqual([]);
  });

  test('gives Outlook tables of a fixed width in place of widths that it does not read', () => {
    const opened = html.match(/<!--\[if mso \| IE\]>(?:(?!<!\[endif\]).)*<table/gsu) ?? [];
    expect(opened.length).toBeGreaterThan(0);
    const conditional = html.match(/<!--\[if mso \| IE\]>.*?<!\[endif\]-->/gsu)?.join('') ?? '';
    for (const name of ['table', 'tr', 'td']) {
      expect(conditional.match(new RegExp(`<${name}\\b`, 'gu'))?.length).toBe(
        conditional.match(new RegExp(`</${name}>`, 'gu'))?.length,
      );
    }
  });

  test('has a picture only where there is a logo, with the name for those who see none', () => {
    const pictures = named('img').map((image) => [read(image, 'alt'), read(image, 'width')]);
    expect(pictures).toEqual(what === 'everything' ? [['Example Travel', '120']] : []);
    expect(html).not.toMatch(/background(?:-image)?:\s*url|\bbackground="/u);
  });
});

describe('the airline reference', () => {
  test('stands alone in its element, to be copied without anything around it, in its own direction', () => {
    const { html } = createEmailRenderer({ brand: fullBrand }).render(bareInput);
    const references = listElements(parse(html)).filter(
      (element) => read(element, 'class') === 'reference',
    );
    expect(references.map(({ childNodes }) => childNodes)).toMatchObject([
      [{ tagName: 'bdi', childNodes: [{ value: 'S30814' }] }],
    ]);
    expect(references.map((element) => read(element, 'style'))).toEqual([
      expect.stringMatching(/font-size:34px.*user-select:all/u),
    ]);
  });
});
