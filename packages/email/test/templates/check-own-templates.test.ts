import { describe, expect, test } from '@jest/globals';
import { checkOwnTemplates, languageTags } from '@ticketpost/email';
import { createConfirmationView } from '../../src/content/create-confirmation-view.ts';
import { layouts } from '../../src/generated/layouts.ts';
import { english } from '../../src/generated/languages.ts';
import { createLanguages } from '../../src/language/create-languages.ts';
import { probes } from '../../src/templates/check-own-templates/probes.ts';
import {
  templateModels,
  type Shape,
} from '../../src/templates/check-own-templates/template-model.ts';
import { subjectTemplate } from '../../src/templates/subject-template.ts';
import { textTemplate } from '../../src/templates/text-template.ts';

/** Shows every number, so that nothing is wrong but what a row adds. */
const numbers = `{{#each orders}}{{orderNo}}
{{#each sharedReferences}}{{value}} {{/each}}
{{#each passengers}}{{#each references}}{{value}} {{/each}}{{#each tickets}}{{value}} {{/each}}{{/each}}
{{/each}}`;
const html = (addition: string) => `<html><body>\n${addition}\n${numbers}</body></html>`;
const text = (addition: string) => `\n${addition}\n${numbers}`;

type Own = Parameters<typeof checkOwnTemplates>[0];

const list = (templates: Own, probes: 'one' | 'all') => [
  ...new Set(
    checkOwnTemplates(templates, { probes }).map(
      ({ code, file, line }) => `${code} ${file}:${line ?? '-'}`,
    ),
  ),
];
const check = (templates: Own) => list(templates, 'one');
/** On every kind of mail in every language. */
const checkAll = (templates: Own) => list(templates, 'all');

describe('nothing is wrong with', () => {
  test('no templates', () => {
    expect(check({})).toEqual([]);
  });

  test('our own', () => {
    const { ltr, rtl } = layouts;
    expect(checkAll({ html: ltr, text: textTemplate, subject: subjectTemplate })).toEqual([]);
    expect(checkAll({ html: rtl })).toEqual([]);
  });

  test.each([
    ['a field', '{{brandName}}'],
    ['what may be absent, asked for first', '{{#if logo}}<img src="{{logo.src}}">{{/if}}'],
    ['a group', '{{#with language}}{{tag}}{{/with}}'],
    ['a list with names', '{{#each orders as |one|}}{{one.orderNo}}{{@index}}{{@first}}{{/each}}'],
    ['the fields around', '{{#each orders}}{{../brandName}}{{@root.orderList}}{{/each}}'],
    ['this', '{{#each legalFooter}}{{this}}{{/each}}'],
    ['an entry and the length of a list', '{{orders.[0].orderNo}}{{orders.length}}'],
    ['else', '{{#if isTrip}}a{{else if support}}{{support.email}}{{else}}{{brandName}}{{/if}}'],
    ['messages', '{{say "bookedWith" brand=brandName}}{{say "order.number"}}'],
    ['a message in a message', '{{say "text.label" label=(say "order.number")}}'],
    [
      'lines of changes',
      '{{#each orders}}{{#if changes}}{{#each changes.lines}}{{parts this}}{{/each}}{{/if}}{{/each}}',
    ],
    [
      'a part of its own',
      '{{#*inline "place"}}{{airport}}{{/inline}}{{#each orders}}{{#each flights}}{{#with arrival}}{{> place}}{{/with}}{{/each}}{{/each}}',
    ],
    ['a comment', '{{! nobody.knows }}{{!-- {{nobody}} --}}'],
    ['JSON-LD', '{{#if jsonLd}}<script type="application/ld+json">{{jsonLd}}</script>{{/if}}'],
    [
      'links',
      '<a href="https://www.example.com/">a</a><a href="mailto:a@example.com">b</a><a href="#c">c</a>',
    ],
    [
      'pictures by https, in styles too',
      '<p style="background:url(https://www.example.com/a.png)"><img src="https://www.example.com/{{orderCount}}.png"></p>',
    ],
  ])('%s', (_, addition) => {
    expect(check({ html: html(addition) })).toEqual([]);
  });

  test('messages of ours in other words, and a language of its own', () => {
    expect(checkAll({ messages: { es: { title: 'Hecho' }, fr: english.messages } })).toEqual([]);
  });
});

describe('in html.hbs', () => {
  test.each([
    ['a block that is not closed', '{{#if isTrip}}', 'syntax', 6],
    ['a block closed by another name', '{{#if isTrip}}{{/each}}', 'syntax', 2],
    ['a brace too few', '{{brandName}', 'syntax', 2],
    ['an unknown field', '{{brandNam}}', 'unknown_field', 2],
    [
      'an unknown field that no order reaches',
      '{{#if support}}{{#unless support}}\n{{x}}{{/unless}}{{/if}}',
      'unknown_field',
      3,
    ],
    ['an unknown field in a group', '{{#if logo}}{{logo.height}}{{/if}}', 'unknown_field', 2],
    ['a field of another place', '{{#each orders}}{{brandName}}{{/each}}', 'unknown_field', 2],
    ['a field too far around', '{{../brandName}}', 'unknown_field', 2],
    ['a name of a list where there is none', '{{@first}}', 'unknown_field', 2],
    ['a list that is printed', '{{orders}}', 'unknown_field', 2],
    ['a group that is printed', '{{language}}', 'unknown_field', 2],
    ['each over a group', '{{#each language}}{{/each}}', 'unknown_field', 2],
    ['with into a list', '{{#with orders}}{{/with}}', 'unknown_field', 2],
    ['parts of what is no line of changes', '{{parts brandName}}', 'unknown_field', 2],
    ['a field that no template has been given', '{{constructor}}', 'unknown_field', 2],
    ['an unknown helper', '{{upper brandName}}', 'unknown_helper', 2],
    ['an unknown block', '{{#list orders}}{{/list}}', 'unknown_helper', 2],
    ['a field as a block', '{{#support}}{{/support}}', 'unknown_helper', 2],
    [
      'a helper inside another',
      '{{say "bookedWith" brand=(upper brandName)}}',
      'unknown_helper',
      2,
    ],
    ['a part from elsewhere', '{{> footer}}', 'unknown_helper', 2],
    ['an unknown field in a part', '{{#*inline "a"}}\n{{x}}{{/inline}}{{> a}}', 'unknown_field', 3],
    ['an unknown message', '{{say "titel"}}', 'unknown_message', 2],
    ['a message without a name', '{{say brandName}}', 'unknown_message', 2],
    ['a message without its value', '{{say "bookedWith"}}', 'missing_value', 2],
    ['a message with a value too many', '{{say "order.number" no=brandName}}', 'unknown_value', 2],
    ['three braces', '{{{brandName}}}', 'unescaped', 2],
    ['an ampersand', '{{&brandName}}', 'unescaped', 2],
    ['a script', '<script>1</script>', 'forbidden_markup', 2],
    [
      'JSON-LD of its own',
      '<script type="application/ld+json">{{brandName}}</script>',
      'forbidden_markup',
      '-',
    ],
    ['a frame', '\n<iframe src="https://www.example.com/"></iframe>', 'forbidden_markup', 3],
    ['a form', '<form>a</form>', 'forbidden_markup', 2],
    ['an event handler', '<p\nonclick="a()">a</p>', 'forbidden_markup', 3],
    ['a refresh', '<meta http-equiv="Refresh" content="0">', 'forbidden_markup', 2],
    [
      'a script for Outlook',
      '<!--[if mso]>\n<script>1</script><![endif]-->',
      'forbidden_markup',
      3,
    ],
    ['a picture by http', '<img src="http://www.example.com/a.png">', 'insecure_address', 2],
    ['a picture in the address', '<img src="data:image/png;base64,AA">', 'insecure_address', 2],
    ['a picture without a scheme', '<img src="//www.example.com/a.png">', 'insecure_address', 2],
    ['a picture beside the mail', '<img src="a.png">', 'insecure_address', '-'],
    [
      'a style sheet by http',
      '<link rel="stylesheet" href="http://www.example.com/a.css">',
      'insecure_address',
      2,
    ],
    [
      'an import by http',
      '<style>@import "http://www.example.com/a.css";</style>',
      'insecure_address',
      2,
    ],
    [
      'a background by http',
      '<p style="background:url(http://www.example.com/a.png)">a</p>',
      'insecure_address',
      2,
    ],
    ['a link that is a script', '<a href=" java\nscript:a()">a</a>', 'insecure_address', 2],
    ['too much', `<p>${'a'.repeat(110_000)}</p>`, 'too_big', '-'],
  ])('%s is found', (_, addition, code, line) => {
    expect(check({ html: html(addition) })).toEqual([`${code} html.hbs:${line}`]);
  });

  test.each([
    ['what may be absent, not asked for', '{{logo.src}}', 'rendering', 2],
    [
      'a name as an attribute',
      '{{#each orders}}{{#each passengers}}<p title={{name}}>a</p>{{/each}}{{/each}}',
      'forbidden_markup',
      '-',
    ],
    [
      'a name as an address',
      '{{#each orders}}{{#each passengers}}<a href="{{nameOnTicket}}">a</a>{{/each}}{{/each}}',
      'insecure_address',
      '-',
    ],
  ])('%s is found by trying every kind of mail', (_, addition, code, line) => {
    expect(checkAll({ html: html(addition) })).toEqual([`${code} html.hbs:${line}`]);
  });

  test.each([
    ['the order number', 'orderNo'],
    ['references', 'value'],
  ])('leaving out %s is found', (_, field) => {
    expect(check({ html: html('').replaceAll(`{{${field}}}`, '') })).toEqual([
      'missing_number html.hbs:-',
    ]);
  });

  test('numbers that nobody sees are missing', () => {
    for (const place of ['<title>', '<p style="display: none">']) {
      expect(check({ html: `${place}${numbers}` })).toEqual(['missing_number html.hbs:-']);
    }
  });
});

describe('in text.hbs', () => {
  test.each([
    ['an unknown field', text('{{brandNam}}'), 'unknown_field text.hbs:2'],
    ['what only HTML has', text('{{subject}}'), 'unknown_field text.hbs:2'],
    ['a number that is missing', 'a', 'missing_number text.hbs:-'],
  ])('%s is found', (_, source, problem) => {
    expect(check({ text: source })).toEqual([problem]);
  });

  test('three braces are two, since nothing is escaped there', () => {
    expect(check({ text: text('{{{brandName}}}') })).toEqual([]);
  });
});

describe('in subject.hbs', () => {
  test.each([
    ['nothing', ' \n', 'empty_subject subject.hbs:-'],
    ['what is absent at times', '{{routeSummary}}', 'empty_subject subject.hbs:-'],
    ['an unknown field', 'a\n{{brandNam}}', 'unknown_field subject.hbs:2'],
  ])('%s is found', (_, subject, problem) => {
    expect(checkAll({ subject })).toEqual([problem]);
  });
});

describe('in messages', () => {
  test.each([
    ['an unknown key', { en: { titel: 'a' } }, 'unknown_message messages/en.json:-'],
    ['an unknown value', { es: { title: '{nombre}' } }, 'unknown_value messages/es.json:-'],
    ['a brace too few', { ar: { title: '{variant' } }, 'unreadable_message messages/ar.json:-'],
    ['an empty subject', { en: { subject: ' ' } }, 'empty_subject messages/en.json:-'],
    [
      'a language of which something is missing',
      { fr: {} },
      'incomplete_language messages/fr.json:-',
    ],
  ])('%s is found', (_, messages, problem) => {
    expect(check({ messages })).toEqual([problem]);
  });

  test('a problem names its key, by which its line is found', () => {
    const [problem] = checkOwnTemplates({ messages: { en: { titel: 'a' } } }, { probes: 'one' });
    expect(problem).toMatchObject({ key: 'titel' });
  });
});

test('all that is wrong is found at once', () => {
  expect(
    check({
      html: html('{{a}}\n{{{brandName}}}<form>'),
      text: '{{',
      messages: { en: { titel: 'a' } },
    }),
  ).toEqual([
    'unknown_message messages/en.json:-',
    'unknown_field html.hbs:2',
    'unescaped html.hbs:3',
    'forbidden_markup html.hbs:3',
    'syntax text.hbs:1',
  ]);
});

test('one order is enough for what every mail shows', () => {
  expect(checkOwnTemplates({ text: 'a' }, { probes: 'one' })).toMatchObject([
    { code: 'missing_number' },
  ]);
});

describe('the model', () => {
  const languages = createLanguages();

  test.each(probes.map((probe) => [probe.what, probe] as const))('is that of %s', (_, probe) => {
    for (const language of languages) {
      const view = createConfirmationView(probe.input, {
        brand: probe.brand,
        language,
        hasCalendar: true,
      });
      expect(findDifferences(view, templateModels.text)).toEqual([]);
    }
  });

  test('is tried in every language', () => {
    expect(languages.map(({ tag }) => tag)).toEqual(languageTags);
  });
});

/** Fields that only one of the two has. Absent facts are there, as `undefined`. */
function findDifferences(value: unknown, shape: Shape, at = ''): string[] {
  if (value === undefined) return [];
  if (shape === 'value') return typeof value === 'object' ? [at] : [];
  if (Array.isArray(shape)) {
    const [item] = shape as readonly [Shape];
    return (value as unknown[]).flatMap((one) => findDifferences(one, item, `${at}[]`));
  }
  const fields = shape as Readonly<Record<string, Shape>>;
  const given = value as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(fields), ...Object.keys(given)]);
  return [...names].flatMap((name) => {
    const field = fields[name];
    return field === undefined || !(name in given)
      ? [`${at}.${name}`]
      : findDifferences(given[name], field, `${at}.${name}`);
  });
}
