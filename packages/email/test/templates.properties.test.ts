import { toUSVString } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  checkOwnTemplates,
  createEmailRenderer,
  languageTags,
  type OwnTemplates,
  type RenderedEmail,
} from '@ticketpost/email';
import fc from 'fast-check';
import { buildMarkedBrand, buildMarkedInput } from './build-marked-input.ts';
import { readEvents, readLines } from './calendar/read-calendar.ts';
import { listElements, readJsonLd, readVisibleText } from './read-html.ts';

const fragments = [
  ...[
    '<script>alert(1)</script>',
    '</style>',
    '<!--',
    '-->',
    ']]>',
    '<img src=x onerror=y>',
    '"',
    "'",
  ],
  ...['>', '<', '&', '&lt;', '&#x3c;', '\\', '`', '=', '{{', '}}', '{{{brandName}}}', '{{#if x}}'],
  ...['\r\n', '\r', '\n', '\u0085', '\u2028', '\t', '\0', '\x1b[31m', '\ud83d', '🎫', '\u0301'],
  ...['\u202e', '\u2066', '\u2069', '\u200b', '\ufeff', '__proto__', 'constructor', '/', ';', ','],
  ...['javascript:alert(1)', 'https://evil.test/', 'data:text/html,x', ' onload=x ', 'cid:logo'],
  ...['\r\nBEGIN:VEVENT', 'END:VCALENDAR', '{count, plural,', "'{", '%0d%0a', 'x'.repeat(300)],
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** One text for each place: what all of them have is the same letter, so that all rows are there. */
const places = fc.infiniteStream(hostile);
/** So short that nothing is cut, and without the slash that parts a name. */
const shortTexts = fc.infiniteStream(
  hostile.map((text) => Array.from(text.replaceAll('/', '')).slice(0, 3).join('')),
);
const locale = fc.constantFrom(...languageTags);

/** Words by place that no hostile text holds. */
function createFill(texts: Iterator<string, unknown, undefined>): (place: string) => string {
  const known = new Map<string, string>();
  return (place) => {
    const text = known.get(place) ?? `${wordOf(known.size)} ${next(texts)}`;
    known.set(place, text);
    return text;
  };
}

/** Nothing, where no texts are left. */
function next(texts: Iterator<string, unknown, undefined>): string {
  const { done, value } = texts.next();
  return done === true ? '' : value;
}

const wordOf = (index: number): string => `QZ${String(index).padStart(2, '0')}`;
const wordsIn = (text: string): string[] =>
  [...new Set([...text.toUpperCase().matchAll(/QZ\d\d/gu)].map(([word]) => word))].sort();
/** What costs a renderer of its own each time is tried less often. */
const { numRuns: fewRuns = 15 } = fc.readConfigureGlobal();

const fixedBrand = buildMarkedBrand(() => 'QZ99');
const rendererOf = (templates?: OwnTemplates, brand = fixedBrand) =>
  createEmailRenderer({ brand, ...(templates && { templates }) });
const renderer = rendererOf();

function render(
  texts: Iterator<string, unknown, undefined>,
  about: { locale: string },
  by = renderer,
) {
  return by.render({ ...buildMarkedInput(createFill(texts)), ...about });
}

/** Attributes whose value tells something of the order; all others are the layout's. */
const telling = new Set(['alt', 'aria-label', 'content', 'title', 'lang']);

/** The elements with all that the layout says of them, a line each. */
function readLayout(elements: ReturnType<typeof listElements>): string {
  return elements
    .map(({ tagName, attrs }) =>
      [
        tagName,
        ...attrs.map(({ name, value }) => (telling.has(name) ? name : `${name}=${value}`)),
      ].join(' '),
    )
    .join('\n');
}

/** A tame mail with what is asked of it. */
const describeTame = (tag: string) => {
  const mail = render([].values(), { locale: tag });
  const { html, text } = mail;
  const calendar = calendarOf(mail);
  const elements = listElements(html);
  return {
    layout: readLayout(elements),
    words: { html: wordsIn(readVisibleText(html)), text: wordsIn(text) },
    events: readEvents(calendar).length,
    calendarNames: namesIn(calendar),
    jsonLd: readJsonLd(elements).map(namesOf),
  };
};
const tame = new Map<string, ReturnType<typeof describeTame>>();
const tameOf = (tag: string) => {
  const described = tame.get(tag) ?? describeTame(tag);
  tame.set(tag, described);
  return described;
};
const calendarOf = ({ attachments }: RenderedEmail): string =>
  String(attachments.find(({ filename }) => filename.endsWith('.ics'))?.content ?? '');
const namesIn = (calendar: string): string[] =>
  readLines(calendar).map((line) => line.split(/[:;]/u, 1)[0] ?? '');

describe('a mail with any text in any place', () => {
  test('has the elements of a tame one, with its attributes, styles, links, pictures and data for machines', () => {
    fc.assert(
      fc.property(places, locale, (texts, tag) => {
        const elements = listElements(render(texts, { locale: tag }).html);
        const { layout, jsonLd } = tameOf(tag);
        expect(readLayout(elements)).toBe(layout);
        expect(readJsonLd(elements).map(namesOf)).toEqual(jsonLd);
        expect(jsonLd.length).toBeGreaterThan(0);
      }),
    );
  });

  test('shows every value, as text', () => {
    fc.assert(
      fc.property(shortTexts, locale, (texts, tag) => {
        const mail = render(texts, { locale: tag });
        expect(wordsIn(readVisibleText(mail.html))).toEqual(tameOf(tag).words.html);
        expect(wordsIn(mail.text)).toEqual(tameOf(tag).words.text);
      }),
    );
  });

  test('has a subject of one line, and a text without control characters', () => {
    fc.assert(
      fc.property(places, locale, (texts, tag) => {
        const { subject, text } = render(texts, { locale: tag });
        expect(subject).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
        expect(text).toMatch(/^(?:[^\p{Cc}\u2028\u2029]|\n)+$/u);
        for (const part of [subject, text]) expect(toUSVString(part)).toBe(part);
      }),
    );
  });

  test('has a calendar that is read, with the lines of a tame one', () => {
    fc.assert(
      fc.property(places, locale, (texts, tag) => {
        const calendar = calendarOf(render(texts, { locale: tag }));
        expect(readEvents(calendar)).toHaveLength(tameOf(tag).events);
        expect(namesIn(calendar)).toEqual(tameOf(tag).calendarNames);
      }),
    );
  });
});

test('a brand with any text in any place adds nothing to the elements of a tame one', () => {
  fc.assert(
    fc.property(places, locale, (texts, tag) => {
      const brand = buildMarkedBrand(createFill(texts));
      const { html, text, subject } = render([].values(), { locale: tag }, rendererOf({}, brand));
      expect(readLayout(listElements(html))).toBe(tameOf(tag).layout);
      expect(wordsIn(html)).toEqual(expect.arrayContaining(['QZ00', 'QZ01', 'QZ02']));
      expect(subject + text).toMatch(/^(?:[^\p{Cc}\u2028\u2029]|\n)+$/u);
    }),
    { numRuns: fewRuns },
  );
});

/** The names of all members, at any depth, in their order. */
function namesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([name, inner]): unknown => [name, namesOf(inner)]);
}

describe("an agency's own templates", () => {
  const templates = {
    html: `<html><head><title>x</title></head><body title="{{brandName}}">
      {{#each orders}}<p class='{{orderNo}}' data-x="{{agencyReference}}">{{orderNo}}</p>
      {{#each passengers}}<b>{{nameOnTicket}}</b>{{#each tickets}}<i>{{value}}</i>{{/each}}{{/each}}
      {{#each sharedReferences}}<u>{{value}}</u>{{/each}}{{/each}}
      {{#each legalFooter}}<small>{{this}}</small>{{/each}}{{say "bookedWith" brand=brandName}}</body></html>`,
    text: '{{brandName}}\n{{#each orders}}{{orderNo}}\n{{#each passengers}}{{name}}\n{{/each}}{{/each}}',
    subject: '{{brandName}} {{orderSummary}} {{referenceSummary}}',
  };
  const shape = (html: string) =>
    listElements(html).map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)]);

  test('get every value escaped, in text and in attributes', () => {
    const own = rendererOf(templates);
    const plain = render([].values(), { locale: 'en' }, own);
    fc.assert(
      fc.property(fc.oneof(places, shortTexts), (texts) => {
        const mail = render(texts, { locale: 'en' }, own);
        expect(shape(mail.html)).toEqual(shape(plain.html));
        expect(mail.subject).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
        expect(mail.text.split('\n')).toHaveLength(plain.text.split('\n').length);
      }),
    );
    fc.assert(
      fc.property(shortTexts, (texts) => {
        const { html } = render(texts, { locale: 'en' }, own);
        expect(wordsIn(html)).toEqual(wordsIn(plain.html));
      }),
    );
  });

  const pieces = fc.constantFrom(
    ...['{{brandName}}', '{{#each orders}}', '{{/each}}', '{{orderNo}}', '{{#if logo}}', '{{/if}}'],
    ...[
      '{{else}}',
      '{{{brandName}}}',
      '{{>x}}',
      '{{say "title"}}',
      '{{say}}',
      '{{',
      '}}',
      '{{this}}',
    ],
    ...[
      '{{constructor}}',
      '{{__proto__}}',
      '{{lookup this "x"}}',
      '{{@root}}',
      '{{../x}}',
      '{{!--',
    ],
    ...[
      '<p>',
      '</p>',
      '<script>',
      '<img src="http://x.test/">',
      '<a href="javascript:x">',
      '\n',
      'é',
    ],
  );
  const source = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );

  test('are checked whatever they are, and those without a problem are filled', () => {
    fc.assert(
      fc.property(fc.constantFrom('html', 'text', 'subject'), source, (kind, text) => {
        const own = { [kind]: text };
        const problems = checkOwnTemplates(own, { probes: 'one' });
        for (const problem of problems) expect(problem.message).not.toBe('');
        if (problems.length > 0) return;
        const mail = render([].values(), { locale: 'en' }, rendererOf(own));
        expect(mail.subject).not.toBe('');
      }),
      { numRuns: fewRuns },
    );
  });
});
