import { describe, expect, test } from '@jest/globals';
import { html, trustHtml, type HtmlValue } from '../src/index.ts';

describe('a value in a template', () => {
  test.each<[string, HtmlValue, string]>([
    ['text', 'two words', 'two words'],
    ['an element', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['the end of an attribute', `" onload='x'`, '&quot; onload=&#39;x&#39;'],
    ['a reference', '&amp;', '&amp;amp;'],
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['letters of any script', '乗客 🎫 é', '乗客 🎫 é'],
    ['a number', 0, '0'],
    ['no text', '', ''],
    ['nothing', undefined, ''],
    ['a condition that does not hold', false, ''],
    ['HTML', html`<b>${'<'}</b>`, '<b>&lt;</b>'],
    ['a list of HTML', ['a', '<'].map((text) => html`<li>${text}</li>`), '<li>a</li><li>&lt;</li>'],
    ['an empty list', [], ''],
    ['HTML of our own', trustHtml('<style>a > b {}</style>'), '<style>a > b {}</style>'],
  ])('%s', (_what, value, expected) => {
    expect(html`<p title="${value}">${value}</p>`.html).toBe(
      `<p title="${expected}">${expected}</p>`,
    );
  });
});
