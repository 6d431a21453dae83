import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { formatJsonLd } from '../../src/reservations/format-json-ld.ts';

const fragments = ['</script>', '<!--', '<script', '-->', ']]>', '\u2028', '\u2029', '&lt;', '"'];
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...fragments, '</ScRiPt\t>', '\\', '\0', '\ud800'))
    .map((all) => all.join('')),
);

describe('JSON-LD inside a script element', () => {
  test('is read back as it was, and is all of what the page has, whatever the strings hold', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (object) => {
        const { childNodes } = parseFragment(
          `<script type="application/ld+json">${formatJsonLd([object])}</script>`,
        );
        expect(childNodes).toHaveLength(1);
        const [script] = childNodes;
        const [text] = script !== undefined && 'childNodes' in script ? script.childNodes : [];
        const json = text !== undefined && 'value' in text ? text.value : '';
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify([object])));
      }),
    );
  });

  test.each(['<', '>', '&', '\u2028', '\u2029'])('never has a bare %j', (character) => {
    expect(formatJsonLd([{ name: character }])).not.toContain(character);
  });
});
