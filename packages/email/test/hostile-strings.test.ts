import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import fc from 'fast-check';
import { buildHostileInput } from './build-hostile-input.ts';
import { readHrefs, readStructure } from './read-html.ts';

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

/** Without the prose, which has as many lines as the values in it need. */
function countLines(text: string): number {
  const isProse = (part: string) => /Compare every name|sends you this message/u.test(part);
  return text
    .split('\n\n')
    .filter((part) => !isProse(part))
    .join('\n\n')
    .split(lineBreak).length;
}

/** What data for machines there are depends on the values. */
function readShape(html: string): string[] {
  return readStructure(html).filter((node) => !node.startsWith('script '));
}

const harmless = renderer.render(buildHostileInput(''));
// A web site that happens to be a good link is one more.
const linked = renderer.render(buildHostileInput('https://example.test/'));
const shapes = [harmless, linked].map(({ html }) => readShape(html));
const lines = [harmless, linked].map(({ text }) => countLines(text));

describe('strings from outside, whatever they are', () => {
  test('add no element, no attribute and no link of another scheme', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { html } = renderer.render(buildHostileInput(value));
        expect(shapes).toContainEqual(readShape(html));
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
        expect(lines).toContain(countLines(text));
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
