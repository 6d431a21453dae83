import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import fc from 'fast-check';
import { buildHostileInput } from './build-hostile-input.ts';
import { readHrefs, removeKnownTags } from './read-html.ts';

const renderer = createEmailRenderer({
  brand: {
    name: 'Example Travel',
    supportEmail: 'help@example.com',
    supportPhone: '+442079460000',
  },
});

const fragments = [
  ...['<script>', '</style>', '<!--', '-->', '"', "'", '>', '<', '&', '&lt;', '\\', '`', '='],
  ...['\r', '\n', '\r\n\r\n', '\u0085', '\u2028', '\u2029', '\t', '\0', '\ud83d', '🎫'],
  ...['\u202e', '\u2066', '\u200b', '\ufeff', '{{', '}}', '{{{x}}}', '{{#if x}}', '__proto__', '/'],
  ...[
    'javascript:alert(1)',
    'https://user@example.test/',
    ' onload=x ',
    'href="x"',
    'x'.repeat(200),
  ],
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 6 }).map((parts) => parts.join('')),
  fc
    .constantFrom('https:', 'http://', 'javascript:', 'data:', 'https://example.test/')
    .chain((start) => fc.constantFrom(...fragments).map((end) => start + end)),
);

const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;
const linesOfHarmless = renderer.render(buildHostileInput('')).text.split('\n').length;
// A web site that happens to be a good link is one more line.
const linesOfLinked = linesOfHarmless + 1;

describe('strings from outside, whatever they are', () => {
  test('add no element, no attribute and no link of another scheme', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { html } = renderer.render(buildHostileInput(value));
        expect(removeKnownTags(html)).not.toMatch(/[<>]/u);
        for (const href of readHrefs(html)) {
          const { protocol, username } = new URL(href);
          expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(protocol);
          expect(username).toBe('');
        }
      }),
    );
  });

  test('add no line to text and subject', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { text, subject } = renderer.render(buildHostileInput(value));
        expect([linesOfHarmless, linesOfLinked]).toContain(text.split(lineBreak).length);
        expect(subject).toMatch(/^\P{Cc}+$/u);
      }),
    );
  });

  test('leave nothing invisible and nothing endless', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { html, text, subject } = renderer.render(buildHostileInput(value.repeat(50)));
        for (const part of [html, text, subject]) {
          expect(part).not.toMatch(
            /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff\ud800-\udfff]/u,
          );
        }
        expect(text).not.toMatch(/(?<!https?:\S*)x{121}/iu);
      }),
    );
  });
});
