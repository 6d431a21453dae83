import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BrandingError, brandVariables, judgeBranding, loadBranding } from '@ticketpost/branding';
import { createEmailRenderer } from '@ticketpost/email';
import { readEnvironment } from '@ticketpost/runtime';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const gif = Buffer.from('GIF89a\x01\x00\x01\x00');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-branding-'));
});
afterEach(() => rm(folder, { recursive: true }));

const configOf = (environment: Readonly<Record<string, string>>) => {
  const reading = readEnvironment(brandVariables, environment, () => '');
  if (reading.kind === 'invalid') throw new Error(reading.problems.join());
  return reading.config;
};
const load = (environment: Readonly<Record<string, string>>) => loadBranding(configOf(environment));
const judge = (environment: Readonly<Record<string, string>>) =>
  judgeBranding(configOf(environment));
const write = async (name: string, content: string | Buffer) => {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
};

test('nothing set is a name alone', () => {
  expect(load({})).toEqual({
    brand: { name: 'Your travel agency' },
    templates: {},
    defaultLocale: 'en',
    warnings: [],
  });
});

test('what is set is the brand', () => {
  const { brand, defaultLocale } = load({
    BRAND_NAME: 'Blue Travel',
    BRAND_LOGO: 'https://www.example.com/logo.png',
    BRAND_LOGO_WIDTH: '200',
    BRAND_COLOR: '#0b4a6f',
    BRAND_SUPPORT_EMAIL: 'help@example.com',
    BRAND_SUPPORT_PHONE: '+44 20 7946 0000',
    BRAND_LEGAL_FOOTER: 'Blue Travel Ltd\\n1 Example Street',
    DEFAULT_LOCALE: 'zh-hans',
  });
  expect(brand).toEqual({
    name: 'Blue Travel',
    logo: { kind: 'url', href: 'https://www.example.com/logo.png' },
    logoWidth: 200,
    color: '#0b4a6f',
    supportEmail: 'help@example.com',
    supportPhone: '+44 20 7946 0000',
    legalFooter: 'Blue Travel Ltd\n1 Example Street',
  });
  expect(defaultLocale).toBe('zh-Hans');
});

describe('a logo in a file', () => {
  test.each([
    ['PNG', 'logo.png', png, 'image/png'],
    ['JPEG', 'logo.jpg', jpeg, 'image/jpeg'],
    ['GIF', 'logo.gif', gif, 'image/gif'],
    ['PNG, whatever its name says', 'logo.gif', png, 'image/png'],
    ['PNG of just 100 KB', 'logo.png', Buffer.concat([png], 100 * 1024), 'image/png'],
  ])('is taken as a %s', async (_, name, content, contentType) => {
    const { brand } = load({ BRAND_LOGO: await write(name, content) });
    expect(brand.logo).toEqual({ kind: 'inline', contentType, content });
  });

  test.each([
    ['of more than 100 KB', 'logo.png', Buffer.concat([png], 100 * 1024 + 1), '101 KB'],
    ['that is an SVG', 'logo.png', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['that is called an SVG', 'logo.svg', 'x', 'SVG'],
    ['that is no picture', 'logo.png', 'logo', 'first bytes'],
    ['that is empty', 'logo.png', '', 'first bytes'],
  ])('%s is refused', async (_, name, content, words) => {
    const [problem, ...others] = judge({ BRAND_LOGO: await write(name, content) });
    expect(problem).toMatch(/^BRAND_LOGO /);
    expect(problem).toContain(words);
    expect(others).toEqual([]);
  });

  test('that is not there, or a folder, is refused', () => {
    expect(judge({ BRAND_LOGO: path.join(folder, 'none.png') })).toEqual([
      expect.stringContaining('is not there'),
    ]);
    expect(judge({ BRAND_LOGO: folder })).toEqual([expect.stringContaining('is a folder')]);
  });
});

test.each([
  'https://user:password@www.example.com/logo.png',
  'https://www.example.com:99999/logo.png',
  'https://www.example.com/logo.svg?v=2',
])('a logo at %s is refused', (BRAND_LOGO) => {
  expect(judge({ BRAND_LOGO })).toEqual([expect.stringMatching(/^BRAND_LOGO /)]);
});

describe('a folder of templates', () => {
  test('gives the templates and messages that the mails are made with', async () => {
    await write('subject.hbs', '{{say "title" variant=variant}} {{orderSummary}}\n');
    await write('messages/en.json', '{ "title": "All done" }');
    await write('.DS_Store', 'x');
    const branding = load({ TEMPLATE_DIR: folder });
    expect(branding.warnings).toEqual([]);
    const order = {
      orderNo: 'ABCDE20260102030405678',
      passengers: [{ name: 'LI/SI', ticketNos: ['1'], airlinePnrs: ['2'], ancillaries: [] }],
    };
    const { subject } = createEmailRenderer(branding).render({
      orders: [{ order }],
      writtenAt: new Date(0),
    });
    expect(subject).toBe('All done ABCDE20260102030405678');
  });

  test('may be empty', () => {
    expect(load({ TEMPLATE_DIR: folder }).templates).toEqual({});
  });

  test('with other files in it works, and warns of each', async () => {
    await write('html.hbs.bak', '');
    await write('messages/readme.txt', '');
    const { warnings } = load({ TEMPLATE_DIR: folder });
    expect(warnings.map((warning) => warning.split(' ').slice(0, 2))).toEqual([
      ['TEMPLATE_DIR:', 'html.hbs.bak'],
      ['TEMPLATE_DIR:', 'messages/readme.txt'],
    ]);
  });

  test.each([
    ['html.hbs', '<p>\n{{{orderList}}}', 'html.hbs, line 2'],
    ['text.hbs', 'a\n\n{{nonsense}}', 'text.hbs, line 3'],
    ['subject.hbs', '{{#if isTrip}}', 'subject.hbs, line 1'],
    ['subject.hbs', Buffer.from([0xff, 0xfe]), 'subject.hbs'],
    ['messages/en.json', '{\n"title": "a",\n}', 'messages/en.json, line 3'],
    ['messages/en.json', '{\n"title": a\n}', 'messages/en.json, line 2'],
    ['messages/en.json', '{\n"title": "a"\n', 'messages/en.json, line 2'],
    ['messages/en.json', '[]', 'messages/en.json, line 1'],
    ['messages/en.json', '{\n"title": 1 }', 'messages/en.json, line 2'],
    ['messages/en.json', '{\n"titel": "a" }', 'messages/en.json, line 2'],
    ['messages/en.json', '{\n\n"title": "{name}" }', 'messages/en.json, line 3'],
    ['messages/fr.json', '{ "title": "a" }', 'messages/fr.json'],
    ['messages/klingon please.json', '{ "title": "a" }', 'messages/klingon please.json'],
  ])('with a mistake in %s (%j) is refused, and it says where', async (name, content, where) => {
    await write(name, content);
    const problems = judge({ TEMPLATE_DIR: folder });
    expect(problems.map((problem) => problem.split(': ').slice(0, 2).join(': '))).toEqual([
      `TEMPLATE_DIR: ${where}`,
    ]);
  });

  test('that is not there is refused', () => {
    expect(judge({ TEMPLATE_DIR: path.join(folder, 'none') })).toEqual([
      expect.stringContaining('is not there'),
    ]);
  });
});

test('a default language that nobody speaks is refused, with those that there are', () => {
  const [problem] = judge({ DEFAULT_LOCALE: 'fr' });
  expect(problem).toMatch(/^DEFAULT_LOCALE .*\ben\b.*\bzh-Hans\b/);
});

test('all that is wrong is told at once, and loading throws it', async () => {
  await write('text.hbs', '{{nonsense}}');
  await write('subject.hbs', '{{nonsense}}');
  const settings = {
    BRAND_LOGO: path.join(folder, 'none.png'),
    DEFAULT_LOCALE: 'fr',
    TEMPLATE_DIR: folder,
  };
  const problems = judge(settings);
  expect(problems.map((problem) => problem.split(/[ :]/)[0])).toEqual([
    'BRAND_LOGO',
    'DEFAULT_LOCALE',
    'TEMPLATE_DIR',
    'TEMPLATE_DIR',
  ]);
  const attempt = () => load(settings);
  expect(attempt).toThrow(BrandingError);
  expect(attempt).toThrow(expect.objectContaining({ code: 'branding_wrong', problems }));
});
