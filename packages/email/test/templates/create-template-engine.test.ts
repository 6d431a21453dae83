import { describe, expect, test } from '@jest/globals';
import { createLanguages } from '../../src/language/create-languages.ts';
import {
  createTemplateEngine,
  type OutputKind,
} from '../../src/templates/create-template-engine.ts';

const languages = createLanguages();
const [english] = languages;
const arabic = languages.find(({ tag }) => tag === 'ar');

function fill(kind: OutputKind, source: string, model: object = {}, language = english): string {
  return createTemplateEngine(kind).compile<object>(source)(model, language);
}

const hostile = `<b title="x">O'Neil & Co</b>`;
const escaped = '&lt;b title&#x3D;&quot;x&quot;&gt;O&#x27;Neil &amp; Co&lt;/b&gt;';

describe('a template', () => {
  test.each<[string, OutputKind, string, string]>([
    ['escapes a value in HTML', 'html', '{{name}}', escaped],
    ['prints a value as it is in text', 'text', '{{name}}', hostile],
    ['says a message', 'html', '{{say "greetingNobody"}}', 'Hello,'],
    [
      'escapes and isolates what fills a message in HTML',
      'html',
      '{{say "greeting" name=name}}',
      `Hello <bdi>${escaped}</bdi>,`,
    ],
    ['fills a message in text', 'text', '{{say "greeting" name=name}}', `Hello ${hostile},`],
    [
      'chooses a case of a message',
      'text',
      '{{say "title" variant="update"}}',
      'Your tickets have changed',
    ],
    [
      'says a message inside a list',
      'text',
      '{{#each names}}{{say "greeting" name=this}}{{/each}}',
      'Hello A,Hello B,',
    ],
    [
      'prints the pieces of a message that was filled before',
      'html',
      '{{parts pieces}}',
      `to <bdi>${escaped}</bdi>`,
    ],
    ['prints such pieces in text', 'text', '{{parts pieces}}', `to ${hostile}`],
  ])('%s', (_, kind, source, expected) => {
    const pieces = [
      { kind: 'words', text: 'to ' },
      { kind: 'value', text: hostile },
    ];
    expect(fill(kind, source, { name: hostile, names: ['A', 'B'], pieces })).toBe(expected);
  });

  test('keeps a value apart from words that run from right to left', () => {
    const source = '{{say "bookedWith" brand="Example Travel"}}';
    expect(fill('text', source, {}, arabic)).toContain('\u2068Example Travel\u2069');
    expect(fill('html', source, {}, arabic)).toContain('<bdi>Example Travel</bdi>');
    expect(fill('text', source)).not.toMatch(/[\u2068\u2069]/u);
  });

  test.each([['{{#if x}}'], ['{{x'], ['{{shout x}}'], ['{{log "x" y}}{{shout "x"}}']])(
    'that is none is refused when it is compiled: %s',
    (source) => {
      expect(() => createTemplateEngine('html').compile(source)).toThrow();
    },
  );

  test.each([
    ['{{nobody}}'],
    ['{{brand.nobody}}'],
    ['{{@root.nobody}}'],
    ['{{say "no.such.message"}}'],
  ])('is refused when it shows what is not there: %s', (source) => {
    expect(() => fill('html', source, { brand: {} })).toThrow();
  });

  test.each([['{{constructor}}'], ['{{brand.__proto__}}'], ['{{brand.constructor.name}}']])(
    'shows nothing of what every object has: %s',
    (source) => {
      expect(tryToFill(source)).toBe('');
    },
  );
});

function tryToFill(source: string): string {
  try {
    return fill('html', source, { brand: {} });
  } catch {
    return '';
  }
}
