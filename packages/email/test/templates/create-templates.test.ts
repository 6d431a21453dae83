import { describe, expect, test } from '@jest/globals';
import { createEmailRenderer } from '@ticketpost/email';
import { createPalette } from '../../src/brand/create-palette.ts';
import { createTemplates } from '../../src/templates/create-templates.ts';
import { buildOrder, familyOrder } from '../build-order.ts';
import { familyItinerary } from '../build-itinerary.ts';
import { brand, buildView, english, writtenAt } from '../build-view.ts';

const palette = createPalette(undefined);
const view = buildView({ order: familyOrder, itinerary: familyItinerary });
const jsonLd = '[{"@type":"FlightReservation"}]';

describe('data for machines', () => {
  const templates = createTemplates({}, palette);
  const write = (data: string | undefined) =>
    templates.fill(view, { language: english, jsonLd: data }).html;

  test('stand in the HTML as they are', () => {
    expect(write(jsonLd)).toContain(`<script type="application/ld+json">${jsonLd}</script>`);
  });

  test('leave no element behind when there are none', () => {
    expect(write(undefined)).not.toContain('<script');
  });

  test('give way, and nothing else does, where the HTML would be longer than Gmail shows', () => {
    const without = write(undefined);
    const room = 100_000 - Buffer.byteLength(write(''));
    expect(write('1'.repeat(room))).toHaveLength(write('').length + room);
    expect(write('1'.repeat(room + 1))).toBe(without);
    // Bytes count, not characters.
    expect(write('é'.repeat(room))).toBe(without);
  });
});

describe("an agency's own templates", () => {
  const render = (templates: Parameters<typeof createTemplates>[0], locale = 'en') =>
    createEmailRenderer({ brand, templates }).render({
      orders: [{ order: buildOrder({}), itinerary: familyItinerary }],
      writtenAt,
      locale,
    });
  const usual = render({});

  test('take the place of ours, one by one', () => {
    expect(render({ html: '<p>{{brandName}} {{colors.light.accent}}</p>' })).toEqual({
      ...usual,
      html: '<p>Example Travel #0B4A6F</p>',
    });
    expect(render({ text: '{{brandName}}: {{say "greetingNobody"}}\n' })).toEqual({
      ...usual,
      text: 'Example Travel: Hello,\n',
    });
  });

  test('have a subject of one line, which the HTML has too', () => {
    const { subject, html } = render({ subject: 'News\r\n  of {{orderSummary}}\n' });
    expect(subject).toBe('News of TESTL20230922153224323');
    expect(html).toContain(`<title>${subject}</title>`);
  });

  test('serve every language', () => {
    const html = '{{language.tag}} {{language.direction}}';
    expect(render({ html }, 'ar').html).toBe('ar rtl');
    expect(render({ html }, 'es').html).toBe('es ltr');
  });

  test('may be single messages of one language', () => {
    const messages = { en: { title: 'Off you go' } };
    expect(render({ messages }).html).toContain('>Off you go</h1>');
    expect(render({ messages }).text).toMatch(/^Off you go\n/u);
    expect(render({ messages }, 'es')).toEqual(render({}, 'es'));
  });

  test.each([
    [{ html: '{{#if}}' }],
    [{ text: '{{shout brandName}}' }],
    [{ subject: '{{' }],
    [{ messages: { en: { title: '{' } } }],
    [{ messages: { en: { nothing: 'x' } } }],
  ])('are refused at the start when they are none: %j', (templates) => {
    expect(() => createEmailRenderer({ brand, templates })).toThrow();
  });
});

describe('the page', () => {
  test.each([
    ['es-MX', undefined, 'es ltr'],
    ['ar-EG', undefined, 'ar rtl'],
    ['tlh', 'ar', 'ar rtl'],
    [undefined, undefined, 'en ltr'],
  ])('for who asks for %s, with %s as default, is in %s', (locale, defaultLocale, expected) => {
    const renderer = createEmailRenderer({ brand, ...(defaultLocale && { defaultLocale }) });
    const { html } = renderer.render({
      orders: [{ order: familyOrder }],
      writtenAt,
      ...(locale !== undefined && { locale }),
    });
    expect(/<html lang="([^"]*)" dir="([^"]*)"/u.exec(html)?.slice(1).join(' ')).toBe(expected);
  });
});
